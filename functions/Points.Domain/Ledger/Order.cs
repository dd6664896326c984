using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>
/// A merchant's order that has earned points: what was bought, and what has been refunded. It is created in the same
/// commit as its entry, and its id is unique in the member's ledger. A claim keeps it unique over all members (decision
/// 28).
/// </summary>
public sealed record Order : WalletRecord
{
    public required string ProgrammeId { get; init; }
    public required string MerchantId { get; init; }
    public required string OrderId { get; init; }
    public required string EntryId { get; init; }

    /// <summary>The number of the terms under which the order earned.</summary>
    public required int Revision { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
    public required string? Channel { get; init; }
    public required ImmutableArray<OrderLine> Lines { get; init; }

    /// <summary>The part of <see cref="Total"/> that points or coupons paid.</summary>
    public required Fen PaidWithPoints { get; init; }

    /// <summary>The points that the order earned.</summary>
    public required Points Points { get; init; }

    /// <summary>The points that each line earned. They add up to <see cref="Points"/>.</summary>
    public required ImmutableArray<Points> PointsByLine { get; init; }

    /// <summary>The last day of the lot that the order earned; null if the lot never expires.</summary>
    public required DateOnly? ExpiresOn { get; init; }

    /// <summary>The first day on which the order's points could be used; null if at once.</summary>
    public DateOnly? UsableFrom { get; init; }

    /// <summary>The budget period that the points came from; null without a budget.</summary>
    public required string? BudgetPeriod { get; init; }

    /// <summary>
    /// The number of the wallet's newest entry before the order was booked: higher for orders that were booked later. 0
    /// also in orders from before it was kept.
    /// </summary>
    public long BookedAfter { get; init; }

    /// <summary>How much of each cap the order used. Empty also in orders from before it was kept.</summary>
    public ImmutableArray<LimitCounter> CapUse { get; init; } = [];

    /// <summary>
    /// The till that posted the order, as its token names it; null if no till did, or its name was erased. Other entries
    /// have that in a document of its own; tills post too often for one more.
    /// </summary>
    public string? PostedBy { get; init; }

    /// <summary>Redemptions that paid part of the order.</summary>
    public ImmutableArray<string> RedemptionIds { get; init; } = [];

    /// <summary>The refunded amount of each line; empty if nothing has been refunded.</summary>
    public ImmutableArray<Fen> RefundedByLine { get; init; } = [];

    public Fen Total => Sum(Lines.Select(line => line.Amount));

    public Fen RefundedTotal => Sum(RefundedByLine);

    public OrderRefunds Refunds => new(ProgrammeId, Total, RefundedTotal);

    public bool IsFullyRefunded => !RefundedByLine.IsEmpty && RefundedTotal == Total;

    /// <summary>The refusal of another request that books this order.</summary>
    public Refusal.OrderAlreadyAccrued RefuseAgain() => new(EntryId, ProgrammeId);

    /// <summary>The lot that the order earned, with this many points.</summary>
    public Lot CreateLot(Points points) => new(points, ExpiresOn, MerchantId);

    /// <summary>The pending lot that the order's points came to; null if they could be used at once.</summary>
    public PendingLot? CreatePendingLot(Points points) =>
        UsableFrom is { } from ? new(points, from, ExpiresOn, MerchantId, Revision) : null;

    /// <summary>What of a line has not been refunded.</summary>
    public Fen AmountLeft(int line) => Lines[line].Amount - AmountRefunded(line);

    /// <summary>
    /// The points that the refunds so far take back: each line's points, in proportion to its refunded amount, rounded
    /// down. The result does not depend on how many refunds there were.
    /// </summary>
    public Points PointsTakenBack
    {
        get
        {
            var sum = Points.Zero;
            for (var line = 0; line < RefundedByLine.Length; line++)
                if (RefundedByLine[line] > Fen.Zero)
                    sum += PointsByLine[line].Prorate(RefundedByLine[line].Value, Lines[line].Amount.Value);
            return sum;
        }
    }

    /// <summary>
    /// The refunded part of what was paid in cash. Points and coupons paid the same share of every line.
    /// </summary>
    public Fen CashRefunded =>
        Total == Fen.Zero ? Fen.Zero : RefundedTotal.Prorate((Total - PaidWithPoints).Value, Total.Value);

    /// <summary>
    /// The part of a cap's use that the refunds so far give back, in proportion to the points that they take back,
    /// rounded down.
    /// </summary>
    public long CapUseReturned(LimitCounter use) =>
        Points == Points.Zero ? 0 : new Points(use.Used).Prorate(PointsTakenBack.Value, Points.Value).Value;

    private Fen AmountRefunded(int line) => RefundedByLine.IsEmpty ? Fen.Zero : RefundedByLine[line];

    /// <summary>The lines of which something has not been refunded.</summary>
    public IEnumerable<OrderLine> LinesLeft => Lines.Where((_, at) => AmountLeft(at) > Fen.Zero);

    /// <summary>The lines of which nothing is left, and something was before.</summary>
    public IEnumerable<OrderLine> LinesRefundedSince(Order before) =>
        Lines.Where((_, at) => AmountLeft(at) == Fen.Zero && before.AmountLeft(at) > Fen.Zero);

    /// <summary>Adds a refund.</summary>
    /// <param name="amounts">For each line, at most its <see cref="AmountLeft"/>.</param>
    public Order Refund(ImmutableArray<Fen> amounts) =>
        this with
        {
            RefundedByLine = [.. amounts.Select((amount, line) => AmountRefunded(line) + amount)],
        };

    private static Fen Sum(IEnumerable<Fen> amounts) => amounts.Aggregate(Fen.Zero, (sum, amount) => sum + amount);
}
