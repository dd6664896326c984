using System.Runtime.InteropServices;
using Emulators.ServiceBus.Storage;
using Emulators.Sqlite;

namespace Emulators.ServiceBus.Writes;

/// <summary>
/// Settles messages, in one transaction all that were decided while the last transaction went to disk. One statement
/// deletes a whole run of completed messages.
/// </summary>
internal sealed class SettleWork(EmulatorQueue queue) : WriteWork<BusWriteSession>
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<MessageDisposition> _dispositions = [];
    private readonly List<long> _completed = [];

    /// <summary>Completes when the messages are settled on disk.</summary>
    public Task Done => _done.Task;

    /// <summary>What to write. The queue adds to it until the writer begins this work.</summary>
    public List<MessageDisposition> Dispositions => _dispositions;

    public override void Apply(BusWriteSession session)
    {
        queue.BeginWriting(this);
        var statements = session.StatementsFor(queue.Ordinal);
        ref var totals = ref session.TotalsOf(queue.Ordinal);
        foreach (ref var disposition in CollectionsMarshal.AsSpan(_dispositions))
        {
            if (
                disposition.Kind == DispositionKind.Return
                && disposition.Message.DeliveryCount >= queue.Definition.MaxDeliveryCount
            )
                disposition = disposition with
                {
                    Kind = DispositionKind.DeadLetter,
                    Reason = DeadLetter.MaxDeliveryCountExceeded,
                    Description = InterruptedDeliveries.DescriptionOf(queue.Definition),
                };
            Apply(statements, ref totals, disposition);
            if (--disposition.Batch.UnwrittenCount == 0)
                statements.DeleteDelivery(disposition.Batch.Id);
        }
        _completed.Sort();
        foreach (var (first, last) in Runs(_completed))
            statements.Delete(first, last);
    }

    public override void Succeed()
    {
        queue.OnSettled(_dispositions);
        _done.SetResult();
    }

    /// <summary>Nothing was written: the messages are still in the queue, and are delivered again.</summary>
    public override void Fail(Exception failure)
    {
        // Also where the transaction failed before this work began: nobody may add to it any more.
        queue.BeginWriting(this);
        queue.OnSettled([.. _dispositions.Select(disposition => disposition with { Kind = DispositionKind.Return })]);
        _done.SetException(failure);
    }

    private void Apply(QueueStatements statements, ref QueueTotals totals, in MessageDisposition disposition)
    {
        ref var message = ref disposition.Message;
        switch (disposition.Kind)
        {
            case DispositionKind.Complete:
                _completed.Add(message.Sequence);
                totals = totals with { Active = totals.Active - 1, Bytes = totals.Bytes - message.SizeBytes };
                break;
            case DispositionKind.Return:
                statements.SetDeliveryCount(message.Sequence, message.Sequence, message.DeliveryCount);
                break;
            case DispositionKind.DeadLetter:
                statements.MoveToDeadLetters(
                    message.Sequence,
                    message.DeliveryCount,
                    disposition.Reason,
                    disposition.Description,
                    disposition.Properties
                );
                totals = totals with { Active = totals.Active - 1, DeadLetters = totals.DeadLetters + 1 };
                break;
        }
    }

    /// <summary>The sorted sequence numbers as runs of consecutive ones.</summary>
    private static IEnumerable<(long First, long Last)> Runs(List<long> sequences)
    {
        for (var i = 0; i < sequences.Count; )
        {
            var first = i;
            do i++;
            while (i < sequences.Count && sequences[i] == sequences[i - 1] + 1);
            yield return (sequences[first], sequences[i - 1]);
        }
    }
}
