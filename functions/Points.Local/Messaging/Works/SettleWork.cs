using Points.Local.Messaging.Storage;
using Points.Local.Sqlite;

namespace Points.Local.Messaging.Works;

/// <summary>What becomes of a message that was delivered.</summary>
/// <param name="Reason">Of a dead letter.</param>
/// <param name="Delay">How long one that comes back waits.</param>
internal readonly record struct MessageDisposition(
    LockedBatch Batch,
    int Index,
    DispositionKind Kind,
    string Reason = "",
    string Description = "",
    TimeSpan Delay = default
)
{
    /// <summary>Whether what follows it in its session must wait for it.</summary>
    public bool BlocksSession { get; } = Kind == DispositionKind.Return && Batch.Session is not null;

    public ref LockedMessage Message => ref Batch.Messages[Index];
}

internal enum DispositionKind : byte
{
    Complete,
    Return,
    DeadLetter,
}

/// <summary>
/// Settles messages: all that were decided on while the last transaction went to disk, together. Thousands of messages
/// that follow each other are deleted by one statement.
/// </summary>
internal sealed class SettleWork(LocalQueue queue) : WriteWork<BusWriteSession>
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<MessageDisposition> _dispositions = [];
    private readonly List<long> _completed = [];

    /// <summary>Completes when the outcome is on disk.</summary>
    public Task Done => _done.Task;

    public List<MessageDisposition> Dispositions => _dispositions;

    public override void Apply(BusWriteSession session)
    {
        queue.BeginWriting(this);
        var rows = session.StatementsFor(queue.Ordinal);
        ref var totals = ref session.TotalsOf(queue.Ordinal);
        foreach (ref var settlement in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_dispositions))
        {
            if (
                settlement.Kind == DispositionKind.Return
                && settlement.Message.DeliveryCount >= queue.Definition.MaxDeliveryCount
            )
                settlement = settlement with
                {
                    Kind = DispositionKind.DeadLetter,
                    Reason = DeadLetter.MaxDeliveryCountExceeded,
                    Description = InterruptedDeliveries.DescriptionOf(queue.Definition),
                };
            Apply(rows, ref totals, settlement);
            if (--settlement.Batch.UnwrittenCount == 0)
                rows.DeleteDelivery(settlement.Batch.Id);
        }
        _completed.Sort();
        foreach (var (first, last) in Runs(_completed))
            rows.Delete(first, last);
    }

    public override void Succeed()
    {
        queue.OnSettled(_dispositions);
        _done.SetResult();
    }

    /// <summary>The disk refused: the messages are where they were, and go to somebody again.</summary>
    public override void Fail(Exception failure)
    {
        queue.OnSettled([.. _dispositions.Select(settlement => settlement with { Kind = DispositionKind.Return })]);
        _done.SetException(failure);
    }

    private void Apply(QueueStatements rows, ref QueueTotals totals, in MessageDisposition disposition)
    {
        ref var message = ref disposition.Message;
        switch (disposition.Kind)
        {
            case DispositionKind.Complete:
                _completed.Add(message.Sequence);
                totals = totals with { Active = totals.Active - 1, Bytes = totals.Bytes - message.SizeBytes };
                break;
            case DispositionKind.Return:
                rows.SetDeliveryCount(message.Sequence, message.Sequence, message.DeliveryCount);
                break;
            case DispositionKind.DeadLetter:
                rows.MoveToDeadLetters(
                    message.Sequence,
                    message.DeliveryCount,
                    disposition.Reason,
                    disposition.Description
                );
                totals = totals with { Active = totals.Active - 1, DeadLetters = totals.DeadLetters + 1 };
                break;
        }
    }

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
