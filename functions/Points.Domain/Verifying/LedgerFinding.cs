namespace Points.Domain.Verifying;

/// <summary>Something in a ledger, or beside it, that does not follow from its entries.</summary>
/// <param name="Ledger">The ledger, as <c>{ledgerKey}/{programmeId}</c>, or the budget.</param>
/// <param name="EntryId">The first entry that differs; null if no entry does.</param>
/// <param name="What">What differs, in one sentence without a full stop.</param>
public sealed record LedgerFinding(string Ledger, string? EntryId, string What)
{
    public override string ToString() => $"{Ledger}: {What}";
}
