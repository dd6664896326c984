using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>
/// Compares records, and the state of the wallet, with the digests that the newest entries have of them (decision 59).
/// Ledgers from before there were digests have none.
/// </summary>
internal static class DigestChecks
{
    public static IEnumerable<(string? EntryId, string What)> FindDifferences(StoredLedger ledger)
    {
        if (
            ledger.Entries is [.., { StateDigest: { } state, EntryId: var newest }]
            && state != WalletState.DigestOf(ledger.Wallet)
        )
            yield return (
                newest,
                $"the wallet has other counters, tiers or birthdays than entry {newest} left it with"
            );
        var named = new Dictionary<string, (string Digest, string EntryId)>(StringComparer.Ordinal);
        foreach (var entry in ledger.Entries)
        foreach (var record in entry.Records)
            named[record.Record] = (record.Digest, entry.EntryId);
        foreach (var record in ledger.Records)
            if (RecordDigest.Of(record) is { } it && named.Remove(it.Record, out var last) && it.Digest != last.Digest)
                yield return (last.EntryId, $"{NameOf(record)} is not as entry {last.EntryId} left it");
        if (!ledger.IsErased)
            foreach (var (_, entryId) in named.Values)
                yield return (entryId, $"a record that entry {entryId} made or changed is missing");
    }

    private static string NameOf(WalletRecord record) =>
        record.Match(
            order: it => $"the order {it.OrderId} of {it.MerchantId}",
            action: it => $"the action {it.Action} {it.Reference}",
            countedReference: it => $"the reference {it.Reference}",
            redemption: it => $"the redemption {it.RedemptionId}",
            refund: it => $"the refund {it.RefundId} of {it.MerchantId}",
            earlyRefund: it => $"the refunds before the order {it.OrderId} of {it.MerchantId}",
            transfer: it => $"the transfer {it.TransferId}",
            spendCode: _ => "the spend code",
            notice: it => $"the notice {it.NoticeId}"
        );
}
