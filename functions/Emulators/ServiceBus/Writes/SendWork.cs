using Emulators.ServiceBus.Storage;
using Emulators.Sqlite;

namespace Emulators.ServiceBus.Writes;

/// <summary>
/// Adds messages to a queue, or to its scheduled messages. Refused as a whole when the queue is full.
/// </summary>
internal sealed class SendWork(
    EmulatorQueue queue,
    IReadOnlyList<(StoredMessage Message, DateTimeOffset? ScheduledFor)> outgoing
) : WriteWork<BusWriteSession>
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<StoredMessage> _arrived = new(outgoing.Count);
    private readonly long _bytes = outgoing.Sum(sent => (long)sent.Message.SizeBytes);
    private DateTimeOffset? _nextDue;
    private bool _isRefused;

    /// <summary>Completes when the messages are on disk; fails when the queue is full.</summary>
    public Task Done => _done.Task;

    public override void Apply(BusWriteSession session)
    {
        ref var totals = ref session.TotalsOf(queue.Ordinal);
        if (
            totals.Active + totals.Scheduled + totals.DeadLetters + outgoing.Count > queue.Limits.MessagesMax
            || totals.Bytes + _bytes > queue.Limits.BytesMax
        )
        {
            _isRefused = true;
            return;
        }
        var statements = session.StatementsFor(queue.Ordinal);
        foreach (var (message, scheduledFor) in outgoing)
            if (IsNotDuplicate(session, statements, message.MessageId))
                Store(session, statements, ref totals, message, scheduledFor);
        if (queue.Definition.RequiresDuplicateDetection)
        {
            // Twice as many ids are forgotten as are added, so that old ones do not accumulate.
            statements.DeleteOldMessageIds(
                session.Now - queue.Definition.DuplicateDetectionHistory,
                2 * outgoing.Count
            );
        }
    }

    public override void Succeed()
    {
        queue.OnMessagesCommitted(_arrived, _nextDue);
        if (_isRefused)
            _done.SetException(new QueueBusyException($"The queue {queue.Definition.Name} is full."));
        else
            _done.SetResult();
    }

    public override void Fail(Exception failure) => _done.SetException(failure);

    private bool IsNotDuplicate(BusWriteSession session, QueueStatements statements, string messageId) =>
        !queue.Definition.RequiresDuplicateDetection
        || statements.TryAddMessageId(messageId, session.Now, session.Now - queue.Definition.DuplicateDetectionHistory);

    private void Store(
        BusWriteSession session,
        QueueStatements statements,
        ref QueueTotals totals,
        StoredMessage message,
        DateTimeOffset? scheduledFor
    )
    {
        var stored = message with { SequenceNumber = totals.NextSequenceNumber, EnqueuedAt = session.Now };
        var isLater = scheduledFor > session.Now;
        if (isLater)
        {
            statements.Schedule(stored, scheduledFor!.Value);
            _nextDue = _nextDue < scheduledFor ? _nextDue : scheduledFor;
        }
        else
        {
            statements.Insert(stored);
            _arrived.Add(stored);
        }
        totals = totals with
        {
            NextSequenceNumber = totals.NextSequenceNumber + 1,
            Active = totals.Active + (isLater ? 0 : 1),
            Scheduled = totals.Scheduled + (isLater ? 1 : 0),
            Bytes = totals.Bytes + stored.SizeBytes,
        };
    }
}
