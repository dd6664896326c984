using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>
/// Recomputes a ledger from its entries alone, and compares what is stored beside it: the wallet, the records, and the
/// anchored heads (law L12).
/// </summary>
public static class LedgerVerifier
{
    /// <returns>What differs; empty if everything verifies. Of the entries, only the first that differs.</returns>
    public static IReadOnlyList<LedgerFinding> Verify(StoredLedger ledger, AnchoredHeads anchored)
    {
        var findings = new List<LedgerFinding>();
        if (FindFirstFault(ledger) is { } fault)
            findings.Add(fault);
        else
            findings.AddRange(
                FindDifferencesBeside(ledger).Select(it => new LedgerFinding(ledger.Name, it.EntryId, it.What))
            );
        if (anchored.FindContradiction(ledger.Wallet.Id, ledger.Wallet.LedgerKey, ledger.Entries) is { } contradiction)
            findings.Add(new(ledger.Name, EntryId: null, contradiction));
        return findings;
    }

    /// <summary>What differs beside the entries. Digests say less of what differs, so they come last.</summary>
    private static IEnumerable<(string? EntryId, string What)> FindDifferencesBeside(StoredLedger ledger)
    {
        (string?, string)[] found = [.. RecordChecks.FindDifferences(ledger), .. TierChecks.FindDifferences(ledger)];
        return found is [] ? DigestChecks.FindDifferences(ledger) : found;
    }

    /// <summary>Checks the chain and replays it, entry by entry, and compares the wallet with the result.</summary>
    private static LedgerFinding? FindFirstFault(StoredLedger ledger)
    {
        var (id, key) = (ledger.Wallet.Id, ledger.Wallet.LedgerKey);
        var (position, wallet) = (ChainPosition.Start(id, key), Wallet.Open(id, key, ledger.Wallet.Facts));
        foreach (var entry in ledger.Entries)
        {
            try
            {
                if (position.FindFault(entry, key) is { } fault)
                    return new(ledger.Name, entry.EntryId, fault);
                wallet = LedgerReplay.Apply(wallet, entry);
            }
            catch (Exception impossible) when (impossible is InvalidDataException or OverflowException)
            {
                return new(
                    ledger.Name,
                    entry.EntryId,
                    $"entry {entry.EntryId} cannot be applied: {impossible.Message}"
                );
            }
            if (WalletChecks.FindDifference(entry, wallet) is { } difference)
                return new(ledger.Name, entry.EntryId, difference);
            position = ChainPosition.After(entry);
        }
        return WalletChecks.FindDifference(ledger.Wallet, wallet) is { } what ? new(ledger.Name, null, what) : null;
    }
}
