using Points.Domain.Ports;
using Points.Local.Messaging.Storage;
using Points.Local.Sqlite;

namespace Points.Local.Messaging.Works;

/// <summary>Messages that are to be in a queue for good.</summary>
internal sealed class SendWork(
    LocalQueue queue,
    IReadOnlyList<(Message Message, DateTimeOffset? ScheduledFor)> outgoing
) : Work<BusSession>
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Message> _arrived = new(outgoing.Count);
    private readonly long _bytes = outgoing.Sum(sent => (long)sent.Message.Bytes);
    private DateTimeOffset? _nextDue;
    private bool _isRefused;

    public Task Done => _done.Task;

    public override void Apply(BusSession session)
    {
        ref var totals = ref session.TotalsOf(queue.Ordinal);
        if (
            totals.Active + totals.Scheduled + totals.Dead + outgoing.Count > queue.Limits.MessagesMax
            || totals.Bytes + _bytes > queue.Limits.BytesMax
        )
        {
            _isRefused = true;
            return;
        }
        var rows = session.On(queue.Ordinal);
        foreach (var (message, scheduledFor) in outgoing)
            if (IsNew(session, rows, message.MessageId))
                Keep(session, rows, ref totals, message, scheduledFor);
        if (queue.Definition.RequiresDuplicateDetection)
            rows.ForgetSeen(session.Now - queue.Definition.DuplicateDetectionHistory, 2 * outgoing.Count);
    }

    public override void Succeed()
    {
        queue.Arrived(_arrived, _nextDue);
        if (_isRefused)
            _done.SetException(new StoreBusyException($"The queue {queue.Definition.Name} is full."));
        else
            _done.SetResult();
    }

    public override void Fail(Exception failure) => _done.SetException(failure);

    private bool IsNew(BusSession session, QueueStatements rows, string messageId) =>
        !queue.Definition.RequiresDuplicateDetection
        || rows.IsNew(messageId, session.Now, session.Now - queue.Definition.DuplicateDetectionHistory);

    private void Keep(
        BusSession session,
        QueueStatements rows,
        ref Totals totals,
        Message message,
        DateTimeOffset? scheduledFor
    )
    {
        var kept = message with { Sequence = totals.Next, EnqueuedAt = session.Now };
        var isLater = scheduledFor > session.Now;
        if (isLater)
        {
            rows.Schedule(kept, scheduledFor!.Value);
            _nextDue = _nextDue < scheduledFor ? _nextDue : scheduledFor;
        }
        else
        {
            rows.Insert(kept);
            _arrived.Add(kept);
        }
        totals = totals with
        {
            Next = totals.Next + 1,
            Active = totals.Active + (isLater ? 0 : 1),
            Scheduled = totals.Scheduled + (isLater ? 1 : 0),
            Bytes = totals.Bytes + kept.Bytes,
        };
    }
}
