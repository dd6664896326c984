using Points.Local.Messaging.Storage;
using Points.Local.Sqlite;

namespace Points.Local.Messaging.Works;

/// <summary>Moves a dead letter to the end of its queue, as a message that was never delivered.</summary>
internal sealed class ResubmitWork(LocalQueue queue, long sequence) : Work<BusSession>
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Message? _message;

    /// <summary>False when there is no such dead letter.</summary>
    public Task<bool> Done => _done.Task;

    public override void Apply(BusSession session)
    {
        var rows = session.On(queue.Ordinal);
        if (rows.TakeDead(sequence) is not { } dead)
            return;
        ref var totals = ref session.TotalsOf(queue.Ordinal);
        _message = dead with { Sequence = totals.Next, EnqueuedAt = session.Now, Deliveries = 0 };
        rows.Insert(_message);
        totals = totals with { Next = totals.Next + 1, Active = totals.Active + 1, Dead = totals.Dead - 1 };
    }

    public override void Succeed()
    {
        if (_message is not null)
            queue.Arrived([_message], null);
        _done.SetResult(_message is not null);
    }

    public override void Fail(Exception failure) => _done.SetException(failure);
}
