namespace Points.Domain.Verifying;

/// <summary>
/// Compares the records of a wallet with the entries that made and changed them: each record has its entries, and each
/// entry that makes a record has it.
/// </summary>
internal static class RecordChecks
{
    public static IEnumerable<(string? EntryId, string What)> FindDifferences(StoredLedger ledger) =>
        OrderChecks
            .FindDifferences(ledger)
            .Concat(RedemptionChecks.FindDifferences(ledger))
            .Concat(ReferenceChecks.FindDifferences(ledger));
}
