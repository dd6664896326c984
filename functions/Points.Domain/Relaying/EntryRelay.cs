using System.Diagnostics;
using Points.Domain.Families;
using Points.Domain.Files;
using Points.Domain.Ledger;
using Points.Domain.Messaging;
using Points.Domain.Notifying;
using Points.Domain.Observing;
using Points.Domain.Redeeming;
using Points.Domain.Settling;

namespace Points.Domain.Relaying;

/// <summary>
/// Relays what ledger entries mean elsewhere: flows of points to settlement, transfers to their receivers, withheld
/// compensation to its list, the heads of the hash chains to anchor files, and notices to delivery. Relaying the same
/// entries again changes nothing: the ids of messages, list items and anchors follow from their content, and a
/// transfer completes once.
/// </summary>
/// <param name="writeFlow">Writes a flow as a message's body.</param>
public sealed class EntryRelay(
    LedgerFlowReader flows,
    IMessageSender sender,
    IWalletStore wallets,
    TransferResumption transfers,
    IListedCompensations compensations,
    IWriteOnceFiles files,
    Func<PointsFlow, ReadOnlyMemory<byte>> writeFlow
)
{
    /// <param name="setAside">
    /// Called with each entry that cannot be relayed, so that it does not keep the others waiting.
    /// </param>
    /// <exception cref="StoreBusyException">
    /// A dependency is throttled; the same entries may be relayed again.
    /// </exception>
    /// <exception cref="StoreUnavailableException">
    /// A dependency does not answer; the same entries may be relayed again.
    /// </exception>
    public async Task RelayEntries(
        IReadOnlyList<(WalletId Wallet, LedgerEntry Entry)> entries,
        DateTimeOffset now,
        Func<WalletId, LedgerEntry, Exception, Task> setAside,
        CancellationToken ct
    )
    {
        var messages = new List<OutgoingMessage>();
        foreach (var (wallet, entry) in entries)
        {
            using var span = Signals.ContinueTrace(entry.TraceParent, "relay entry", ActivityKind.Consumer);
            try
            {
                messages.AddRange((await flows.ReadFlows(wallet, entry, ct)).Select(BuildMessage));
            }
            catch (InvalidDataException fault)
            {
                await setAside(wallet, entry, fault);
            }
            if (ListedCompensation.Of(wallet, entry) is { } withheld)
                await compensations.Add(withheld, ct);
            if (entry.Kind is EntryKind.TransferOut sent)
                await CompleteTransfer(wallet, entry, sent, now, setAside, ct);
        }
        if (messages.Count > 0)
            await sender.Send(Queues.Settlement, messages, ct);
        if (entries.Count > 0)
            await WriteAnchor(LedgerAnchor.Create(entries), ct);
    }

    /// <summary>
    /// Queues new notices for delivery. Queueing one again is harmless: the notice records its attempts.
    /// </summary>
    /// <exception cref="StoreBusyException">The queue is full or throttled.</exception>
    /// <exception cref="StoreUnavailableException">The queue does not answer.</exception>
    public Task QueueNotices(IReadOnlyCollection<NoticeKey> notices, CancellationToken ct) =>
        notices.Count == 0
            ? Task.CompletedTask
            : sender.Send(
                Queues.Notices,
                [
                    .. notices
                        .Select(key => new DeliverNotice(key))
                        .Select(it => new OutgoingMessage(it.MessageId, it.ToJson())),
                ],
                ct
            );

    private OutgoingMessage BuildMessage(PointsFlow flow)
    {
        using var span = ServiceBusActivities.StartCreate(Queues.Settlement);
        return new(flow.FlowId, writeFlow(flow))
        {
            CorrelationId = flow.EntryId,
            TraceParent = Signals.CurrentTraceParent,
        };
    }

    /// <summary>Completes a transfer that the request which sent the points did not complete itself.</summary>
    private async Task CompleteTransfer(
        WalletId from,
        LedgerEntry entry,
        EntryKind.TransferOut sent,
        DateTimeOffset now,
        Func<WalletId, LedgerEntry, Exception, Task> setAside,
        CancellationToken ct
    )
    {
        try
        {
            if (
                await wallets.FindRecord(from.MemberId, new Ledger.RecordKey.Transfer(sent.TransferId), ct) is Transfer
                {
                    Status: TransferStatus.Sent
                }
            )
                await transfers.Resume(from, sent.TransferId, now, ct);
        }
        // A transfer that fails must not stop the relay: the job HoldRelease tries it again.
        catch (Exception fault)
            when (fault is not (StoreBusyException or StoreUnavailableException or OperationCanceledException))
        {
            await setAside(from, entry, fault);
        }
    }

    private async Task WriteAnchor(LedgerAnchor anchor, CancellationToken ct)
    {
        using var content = new MemoryStream(anchor.ToJson(), writable: false);
        await files.Write(anchor.FileName, "application/json", content, ct);
    }
}
