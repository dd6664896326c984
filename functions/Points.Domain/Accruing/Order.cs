namespace Points.Domain.Accruing;

/// <summary>
/// The fact that a merchant's order has earned, created in the same commit as its entry: it makes "an order earns once"
/// a matter of uniqueness, and knows what a refund must take back.
/// </summary>
public sealed record Order(string ProgrammeId, string MerchantId, string OrderId, string EntryId, Points Points, Fen EligibleTotal);
