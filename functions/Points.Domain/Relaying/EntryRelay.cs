using System.Diagnostics;
using Points.Domain.Families;
using Points.Domain.Files;
using Points.Domain.Ledger;
using Points.Domain.Messaging;
using Points.Domain.Notifying;
using Points.Domain.Observing;
using Points.Domain.Settling;

namespace Points.Domain.Relaying;

/// <summary>
/// Passes on what entries of the ledger mean elsewhere, and what members are to be told. The same entries again change
/// nothing: messages and anchors have ids of their content, transfers end once.
/// </summary>
/// <param name="write">Makes a message's body of a flow.</param>
public sealed class EntryRelay(
    LedgerFlowReader flows,
    IMessageSender sender,
    IWalletStore wallets,
    SendPointsHandler sendPoints,
    IWriteOnceFiles files,
    Func<PointsFlow, ReadOnlyMemory<byte>> write
)
{
    /// <param name="setAside">Told of an entry that cannot be passed on, whatever is tried: it must not keep the others.</param>
    /// <exception cref="StoreBusyException">Something is throttled; the same entries again are safe.</exception>
    /// <exception cref="StoreUnavailableException">Something does not answer; the same entries again are safe.</exception>
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
            if (entry.Kind is EntryKind.TransferOut sent)
                await CompleteTransfer(wallet, entry, sent, now, setAside, ct);
        }
        if (messages.Count > 0)
            await sender.Send(Queues.Settlement, messages, ct);
        if (entries.Count > 0)
            await WriteAnchor(LedgerAnchor.Create(entries), ct);
    }

    /// <summary>Has notices delivered that nobody has begun to deliver. The same again is harmless: the notice says what was done.</summary>
    /// <exception cref="StoreBusyException">The queue is full or throttles.</exception>
    /// <exception cref="StoreUnavailableException">The queue does not answer.</exception>
    public Task QueueNotices(IReadOnlyCollection<NoticeKey> notices, CancellationToken ct) =>
        notices.Count == 0
            ? Task.CompletedTask
            : sender.Send(
                Queues.Notices,
                [
                    .. notices
                        .Select(it => new NoticeMessage(it))
                        .Select(it => new OutgoingMessage(it.MessageId, it.ToJson())),
                ],
                ct
            );

    private OutgoingMessage BuildMessage(PointsFlow flow)
    {
        using var span = ServiceBusActivities.StartCreate(Queues.Settlement);
        return new(flow.FlowId, write(flow)) { CorrelationId = flow.EntryId, TraceParent = Signals.CurrentTraceParent };
    }

    /// <summary>The request that sent the points has most likely carried them to the end; where it did not come to it, this does.</summary>
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
                await sendPoints.Resume(from, sent.TransferId, now, ct);
        }
        // A transfer that cannot go on must not keep the ledger: the job that looks after transfers goes on trying.
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
