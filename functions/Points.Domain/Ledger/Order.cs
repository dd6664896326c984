using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>
/// The fact that a merchant's order has earned, created in the same commit as its entry: it makes "an order earns once"
/// a matter of uniqueness, and knows what was bought and what has been refunded of it.
/// </summary>
public sealed record Order : WalletRecord
{
    public required string ProgrammeId { get; init; }
    public required string MerchantId { get; init; }
    public required string OrderId { get; init; }
    public required string EntryId { get; init; }

    /// <summary>Of the terms under which it earned.</summary>
    public required int Revision { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
    public required string? Channel { get; init; }
    public required ImmutableArray<OrderLine> Lines { get; init; }

    /// <summary>Of the total, in points or coupons.</summary>
    public required Fen PaidWithPoints { get; init; }

    /// <summary>What it earned.</summary>
    public required Points Points { get; init; }

    /// <summary>What of <see cref="Points"/> each line earned; they add up to all.</summary>
    public required ImmutableArray<Points> PointsByLine { get; init; }

    /// <summary>The last day of the lot it earned; null where that never expires.</summary>
    public required DateOnly? ExpiresOn { get; init; }

    /// <summary>The period of the budget that the points came from; null where there is none.</summary>
    public required string? BudgetPeriod { get; init; }

    /// <summary>Redemptions that paid a part of it.</summary>
    public ImmutableArray<string> RedemptionIds { get; init; } = [];

    /// <summary>What of each line's amount has been refunded; none where nothing has.</summary>
    public ImmutableArray<Fen> RefundedByLine { get; init; } = [];

    public Fen Total => Sum(Lines.Select(line => line.Amount));

    public Fen RefundedTotal => Sum(RefundedByLine);

    public bool IsFullyRefunded => !RefundedByLine.IsEmpty && RefundedTotal == Total;

    /// <summary>The lot that it earned, with some points of it.</summary>
    public Lot CreateLot(Points points) => new(points, ExpiresOn, MerchantId);

    public Fen AmountLeft(int line) => Lines[line].Amount - AmountRefunded(line);

    /// <summary>
    /// What the refunds so far take back: of each line its share, pro rata and rounded down, and all of it when all of the
    /// line is refunded. In however many parts, it comes to the same.
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

    /// <summary>What of the cash that was paid has been refunded: points and coupons paid their part of every line.</summary>
    public Fen CashRefunded =>
        Total == Fen.Zero ? Fen.Zero : RefundedTotal.Prorate((Total - PaidWithPoints).Value, Total.Value);

    private Fen AmountRefunded(int line) => RefundedByLine.IsEmpty ? Fen.Zero : RefundedByLine[line];

    /// <param name="amounts">Of each line, no more than is left of it.</param>
    public Order Refund(ImmutableArray<Fen> amounts) =>
        this with
        {
            RefundedByLine = [.. amounts.Select((amount, line) => AmountRefunded(line) + amount)],
        };

    private static Fen Sum(IEnumerable<Fen> amounts) => amounts.Aggregate(Fen.Zero, (sum, amount) => sum + amount);
}
