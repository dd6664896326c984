using System.Collections.Immutable;

namespace Points.Domain.Accruing;

/// <summary>
/// The fact that a merchant's order has earned, created in the same commit as its entry: it makes "an order earns once"
/// a matter of uniqueness, and knows what was bought, for refunds and for replaying it under other terms.
/// </summary>
public sealed record Order(
    string ProgrammeId, string MerchantId, string OrderId, string EntryId, Points Points,
    DateTimeOffset OccurredAt, string? Channel, ImmutableArray<OrderLine> Lines, Fen PaidWithPoints)
{
    public Fen Total => Lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount);
}
