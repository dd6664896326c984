using Emulators.ServiceBus.Storage;
using Emulators.Sqlite;

namespace Emulators.ServiceBus.Writes;

/// <summary>Makes the scheduled messages of a queue due earlier.</summary>
internal sealed class AdvanceScheduledWork(EmulatorQueue queue, TimeSpan by) : WriteWork<BusWriteSession>
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset? _nextDue;

    public Task Done => _done.Task;

    public override void Apply(BusWriteSession session)
    {
        var statements = session.StatementsFor(queue.Ordinal);
        statements.AdvanceScheduled(by);
        _nextDue = statements.NextDue();
    }

    public override void Succeed()
    {
        queue.SetNextDue(_nextDue);
        _done.SetResult();
    }

    public override void Fail(Exception failure) => _done.SetException(failure);
}
