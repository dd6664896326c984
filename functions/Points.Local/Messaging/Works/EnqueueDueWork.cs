using Points.Local.Messaging.Storage;
using Points.Local.Sqlite;

namespace Points.Local.Messaging.Works;

/// <summary>Moves scheduled messages whose time has come to the end of their queue, with new numbers, as if sent now.</summary>
internal sealed class EnqueueDueWork(LocalQueue queue) : Work<BusSession>
{
    /// <summary>Bounds a transaction; the rest follows in the next.</summary>
    private const int MessagesMax = 1_000;

    private readonly List<Message> _arrived = [];
    private DateTimeOffset? _nextDue;

    public override void Apply(BusSession session)
    {
        var rows = session.On(queue.Ordinal);
        ref var totals = ref session.TotalsOf(queue.Ordinal);
        foreach (var due in rows.TakeDue(session.Now, MessagesMax))
        {
            var message = due with { Sequence = totals.Next, EnqueuedAt = session.Now };
            rows.Insert(message);
            _arrived.Add(message);
            totals = totals with
            {
                Next = totals.Next + 1,
                Active = totals.Active + 1,
                Scheduled = totals.Scheduled - 1,
            };
        }
        _nextDue = rows.NextDue();
    }

    public override void Succeed() => queue.DueArrived(_arrived, _nextDue);

    public override void Fail(Exception failure) => queue.DueFailed();
}
