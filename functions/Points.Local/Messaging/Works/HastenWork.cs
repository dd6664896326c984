using Points.Local.Messaging.Storage;
using Points.Local.Sqlite;

namespace Points.Local.Messaging.Works;

/// <summary>Brings what is scheduled nearer by as much.</summary>
internal sealed class HastenWork(LocalQueue queue, TimeSpan by) : Work<BusSession>
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset? _nextDue;

    public Task Done => _done.Task;

    public override void Apply(BusSession session)
    {
        var rows = session.On(queue.Ordinal);
        rows.Hasten(by);
        _nextDue = rows.NextDue();
    }

    public override void Succeed()
    {
        queue.Expect(_nextDue);
        _done.SetResult();
    }

    public override void Fail(Exception failure) => _done.SetException(failure);
}
