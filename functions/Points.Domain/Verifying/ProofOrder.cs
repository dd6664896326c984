using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Verifying;

/// <summary>An order that has earned points, and what was refunded of it.</summary>
/// <param name="EntryId">The entry that booked it.</param>
/// <param name="Revision">The number of the terms under which it earned.</param>
/// <param name="PaidWithPointsFen">What points or coupons paid of it.</param>
/// <param name="Points">What it earned.</param>
/// <param name="ExpiresOn">The last day of these points; missing if they never expire.</param>
/// <param name="UsableFrom">The first day on which they could be used; missing if at once.</param>
/// <param name="BudgetPeriod">The period of the budget that they come from.</param>
/// <param name="BookedAfter">The number of the wallet's newest entry before.</param>
/// <param name="CapUse">How much of each cap it used.</param>
/// <param name="RedemptionIds">The redemptions that paid a part of it.</param>
public sealed record ProofOrder(
    string MerchantId,
    string OrderId,
    string EntryId,
    int Revision,
    DateTimeOffset OccurredAt,
    string? Channel,
    IReadOnlyList<ProofOrderLine> Lines,
    long PaidWithPointsFen,
    long Points,
    DateOnly? ExpiresOn,
    DateOnly? UsableFrom,
    string? BudgetPeriod,
    long BookedAfter,
    IReadOnlyList<ProofCapUse> CapUse,
    IReadOnlyList<string> RedemptionIds
)
{
    internal static ProofOrder From(Order order) =>
        new(
            order.MerchantId,
            order.OrderId,
            order.EntryId,
            order.Revision,
            order.OccurredAt.ToUniversalTime(),
            order.Channel,
            [
                .. order.Lines.Select(
                    (line, at) =>
                        new ProofOrderLine(
                            line.Sku,
                            line.Category,
                            line.Amount.Value,
                            line.Quantity,
                            line.ServiceOn,
                            line.Tags,
                            order.PointsByLine[at].Value,
                            order.RefundedByLine.IsEmpty ? 0 : order.RefundedByLine[at].Value
                        )
                ),
            ],
            order.PaidWithPoints.Value,
            order.Points.Value,
            order.ExpiresOn,
            order.UsableFrom,
            order.BudgetPeriod,
            order.BookedAfter,
            [.. order.CapUse.Select(use => new ProofCapUse(use.Limit, use.Period, use.Used))],
            order.RedemptionIds
        );

    internal Order ToOrder(string programmeId) =>
        new()
        {
            ProgrammeId = programmeId,
            MerchantId = MerchantId,
            OrderId = OrderId,
            EntryId = EntryId,
            Revision = Revision,
            OccurredAt = OccurredAt,
            Channel = Channel,
            Lines =
            [
                .. Lines.Select(line => new OrderLine(
                    line.Sku,
                    line.Category,
                    new(line.AmountFen),
                    line.Quantity,
                    line.ServiceOn,
                    [.. line.Tags]
                )),
            ],
            PaidWithPoints = new(PaidWithPointsFen),
            Points = new(Points),
            PointsByLine = [.. Lines.Select(line => new Points(line.Points))],
            RefundedByLine = Lines.All(line => line.RefundedFen == 0)
                ? []
                : [.. Lines.Select(line => new Fen(line.RefundedFen))],
            ExpiresOn = ExpiresOn,
            UsableFrom = UsableFrom,
            BudgetPeriod = BudgetPeriod,
            BookedAfter = BookedAfter,
            CapUse = [.. CapUse.Select(use => new LimitCounter(use.Limit, use.Period, use.Used))],
            RedemptionIds = [.. RedemptionIds],
        };
}

/// <summary>A line of an order.</summary>
/// <param name="Points">What the line earned.</param>
/// <param name="RefundedFen">What of <paramref name="AmountFen"/> was refunded.</param>
public sealed record ProofOrderLine(
    string Sku,
    string Category,
    long AmountFen,
    int Quantity,
    DateOnly? ServiceOn,
    IReadOnlyList<string> Tags,
    long Points,
    long RefundedFen
);

/// <summary>What an order used of a cap.</summary>
/// <param name="Period">The period of the cap; empty if it never ends.</param>
public sealed record ProofCapUse(string Limit, string Period, long Used);
