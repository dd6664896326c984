using Emulators.ServiceBus.Storage;
using Emulators.Sqlite;

namespace Emulators.ServiceBus.Writes;

/// <summary>Deletes a dead letter.</summary>
internal sealed class DeleteDeadLetterWork(EmulatorQueue queue, long sequence) : WriteWork<BusWriteSession>
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isDeleted;

    /// <summary>Completes when it is gone from the disk's tables; false when there is no such dead letter.</summary>
    public Task<bool> Done => _done.Task;

    public override void Apply(BusWriteSession session)
    {
        if (session.StatementsFor(queue.Ordinal).TakeDeadLetter(sequence) is not { } dead)
            return;
        ref var totals = ref session.TotalsOf(queue.Ordinal);
        totals = totals with { DeadLetters = totals.DeadLetters - 1, Bytes = totals.Bytes - dead.SizeBytes };
        _isDeleted = true;
    }

    public override void Succeed() => _done.SetResult(_isDeleted);

    public override void Fail(Exception failure) => _done.SetException(failure);
}
