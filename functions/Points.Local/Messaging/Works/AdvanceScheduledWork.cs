using Points.Local.Messaging.Storage;
using Points.Local.Sqlite;

namespace Points.Local.Messaging.Works;

/// <summary>Brings what is scheduled nearer by as much.</summary>
internal sealed class AdvanceScheduledWork(LocalQueue queue, TimeSpan by) : WriteWork<BusWriteSession>
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset? _nextDue;

    public Task Done => _done.Task;

    public override void Apply(BusWriteSession session)
    {
        var rows = session.StatementsFor(queue.Ordinal);
        rows.AdvanceScheduled(by);
        _nextDue = rows.NextDue();
    }

    public override void Succeed()
    {
        queue.SetNextDue(_nextDue);
        _done.SetResult();
    }

    public override void Fail(Exception failure) => _done.SetException(failure);
}
