using Emulators.ServiceBus.Storage;
using Emulators.Sqlite;

namespace Emulators.ServiceBus.Writes;

/// <summary>Moves a dead letter to the end of its queue, as a message that was never delivered.</summary>
/// <param name="propertiesToModify">Application properties to set; null leaves all as they are.</param>
internal sealed class ResubmitWork(
    EmulatorQueue queue,
    long sequence,
    IReadOnlyDictionary<string, string>? propertiesToModify
) : WriteWork<BusWriteSession>
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private StoredMessage? _message;

    /// <summary>Completes when the message is in the queue on disk; false when there is no such dead letter.</summary>
    public Task<bool> Done => _done.Task;

    public override void Apply(BusWriteSession session)
    {
        var statements = session.StatementsFor(queue.Ordinal);
        if (statements.TakeDeadLetter(sequence) is not { } dead)
            return;
        ref var totals = ref session.TotalsOf(queue.Ordinal);
        _message = dead with
        {
            SequenceNumber = totals.NextSequenceNumber,
            EnqueuedAt = session.Now,
            DeliveryCount = 0,
            Properties = propertiesToModify is null
                ? dead.Properties
                : MessageProperties.Write(
                    MessageProperties.Merge(MessageProperties.Read(dead.Properties), propertiesToModify)
                ),
        };
        statements.Insert(_message);
        totals = totals with
        {
            NextSequenceNumber = totals.NextSequenceNumber + 1,
            Active = totals.Active + 1,
            DeadLetters = totals.DeadLetters - 1,
        };
    }

    public override void Succeed()
    {
        if (_message is not null)
            queue.OnMessagesCommitted([_message], null);
        _done.SetResult(_message is not null);
    }

    public override void Fail(Exception failure) => _done.SetException(failure);
}
