using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>Compares what must be unique (refunds, actions, references) and transfers with their entries.</summary>
internal static class ReferenceChecks
{
    public static IEnumerable<(string? EntryId, string What)> FindDifferences(StoredLedger ledger)
    {
        var entries = ledger
            .Entries.DistinctBy(entry => entry.EntryId)
            .ToDictionary(entry => entry.EntryId, StringComparer.Ordinal);
        var refunds = ledger
            .Records.OfType<RefundRecord>()
            .GroupBy(it => it.EntryId)
            .ToDictionary(it => it.Key, it => it.First(), StringComparer.Ordinal);
        foreach (var (id, kind) in ledger.Entries.Select(entry => (entry.EntryId, entry.Kind)))
            if (
                kind is EntryKind.Refund refund
                && FindDifference(refund, refunds.GetValueOrDefault(id), ledger) is { } it
            )
                yield return (id, $"the refund {refund.RefundId} of entry {id} {it}");
        foreach (var record in ledger.Records)
            if (FindDifference(record, entries) is var (entryId, what))
                yield return (entryId, what);
        foreach (var difference in FindTransfers(ledger))
            yield return difference;
    }

    private static string? FindDifference(EntryKind.Refund booked, RefundRecord? record, StoredLedger ledger) =>
        record is null
            ? ledger.IsErased
                ? null
                : "is missing"
            : (record.MerchantId, record.OrderId, record.RefundId)
            == (booked.MerchantId, booked.OrderId, booked.RefundId)
                ? null
                : "is of another merchant, order or number";

    private static (string EntryId, string What)? FindDifference(
        WalletRecord record,
        Dictionary<string, LedgerEntry> entries
    )
    {
        EntryKind? Find(string entryId) => entries.GetValueOrDefault(entryId)?.Kind;
        return record switch
        {
            ActionRecord it
                when Find(it.EntryId) is not EntryKind.Action booked
                    || (booked.ActionId, booked.Reference) != (it.Action, it.Reference) => (
                it.EntryId,
                $"the action {it.Action} {it.Reference} is not what entry {it.EntryId} booked"
            ),
            CountedReference it when ReferenceOf(Find(it.EntryId)) != (it.Use, it.Reference) => (
                it.EntryId,
                $"the reference {it.Reference} is not what entry {it.EntryId} booked"
            ),
            EarlyRefundRecord it when FindForeignEntry(it, Find) is { } entryId => (
                entryId,
                $"the refunds before the order {it.OrderId} of {it.MerchantId} name entry {entryId}, which is of none "
                    + "of them"
            ),
            _ => null,
        };
    }

    private static (ReferenceUse, string)? ReferenceOf(EntryKind? kind) =>
        kind switch
        {
            EntryKind.Adjustment it => (ReferenceUse.Adjustment, it.Reference),
            EntryKind.OpeningBalance it => (ReferenceUse.OpeningBalance, it.Reference),
            _ => null,
        };

    /// <returns>The first entry that is not of these refunds or their purchase; null if all are.</returns>
    private static string? FindForeignEntry(EarlyRefundRecord record, Func<string, EntryKind?> find)
    {
        var foreign = record.Refunds.FirstOrDefault(claim =>
            claim.EntryId is { } id
            && (
                find(id) is not EntryKind.Refund { IsBeforePurchase: true } booked
                || (booked.MerchantId, booked.OrderId, booked.RefundId)
                    != (record.MerchantId, record.OrderId, claim.RefundId)
            )
        );
        return foreign?.EntryId
            ?? (
                record.AppliedBy is { } applied
                && (
                    find(applied) is not EntryKind.Purchase bought
                    || (bought.MerchantId, bought.OrderId) != (record.MerchantId, record.OrderId)
                )
                    ? applied
                    : null
            );
    }

    private static IEnumerable<(string? EntryId, string What)> FindTransfers(StoredLedger ledger)
    {
        var sent = new Dictionary<string, (LedgerEntry Entry, string Receiver, TransferStatus Status)>(
            StringComparer.Ordinal
        );
        foreach (var entry in ledger.Entries)
            if (entry.Kind is EntryKind.TransferOut it)
                sent[it.TransferId] = (entry, it.Receiver, TransferStatus.Sent);
            else if (entry.Kind is EntryKind.TransferCompletion end && sent.TryGetValue(end.TransferId, out var begun))
                sent[end.TransferId] = begun with
                {
                    Status = end.HasArrived ? TransferStatus.Arrived : TransferStatus.Returned,
                };
        foreach (var transfer in ledger.Records.OfType<Transfer>())
            if (!sent.Remove(transfer.TransferId, out var booked))
                yield return (null, $"the transfer {transfer.TransferId} was sent by no entry");
            else if (
                (transfer.Receiver, transfer.Status) != (booked.Receiver, booked.Status)
                || !transfer.Lots.SequenceEqual(booked.Entry.HoldChanges)
            )
                yield return (
                    booked.Entry.EntryId,
                    $"the transfer {transfer.TransferId} has another receiver, status or points than entry "
                        + $"{booked.Entry.EntryId} and its completion"
                );
        if (!ledger.IsErased)
            foreach (var (id, (entry, _, _)) in sent)
                yield return (entry.EntryId, $"the transfer {id}, which entry {entry.EntryId} sent, is missing");
    }
}
