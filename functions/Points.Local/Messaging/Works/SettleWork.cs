using Points.Local.Messaging.Storage;
using Points.Local.Sqlite;

namespace Points.Local.Messaging.Works;

/// <summary>What becomes of a message that was delivered.</summary>
/// <param name="Reason">Of a dead letter.</param>
/// <param name="Delay">How long one that comes back waits.</param>
internal readonly record struct Settlement(
    Delivery Delivery,
    int Index,
    SettlementKind Kind,
    string Reason = "",
    string Description = "",
    TimeSpan Delay = default
)
{
    /// <summary>Whether what follows it in its session must wait for it.</summary>
    public bool HoldsBack { get; } = Kind == SettlementKind.Return && Delivery.Session is not null;

    public ref Held Message => ref Delivery.Messages[Index];
}

internal enum SettlementKind : byte
{
    Complete,
    Return,
    Bury,
}

/// <summary>
/// Settles messages: all that were decided on while the last transaction went to disk, together. Thousands of messages
/// that follow each other are deleted by one statement.
/// </summary>
internal sealed class SettleWork(LocalQueue queue) : Work<BusSession>
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Settlement> _settlements = [];
    private readonly List<long> _completed = [];

    /// <summary>Completes when the outcome is on disk.</summary>
    public Task Done => _done.Task;

    public List<Settlement> Settlements => _settlements;

    public override void Apply(BusSession session)
    {
        queue.Close(this);
        var rows = session.On(queue.Ordinal);
        ref var totals = ref session.TotalsOf(queue.Ordinal);
        foreach (ref var settlement in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_settlements))
        {
            if (
                settlement.Kind == SettlementKind.Return
                && settlement.Message.Count >= queue.Definition.MaxDeliveryCount
            )
                settlement = settlement with
                {
                    Kind = SettlementKind.Bury,
                    Reason = DeadLetter.MaxDeliveryCountExceeded,
                    Description = Unsettled.DescriptionOf(queue.Definition),
                };
            Apply(rows, ref totals, settlement);
            if (--settlement.Delivery.Unwritten == 0)
                rows.ForgetDelivery(settlement.Delivery.Id);
        }
        _completed.Sort();
        foreach (var (first, last) in Runs(_completed))
            rows.Delete(first, last);
    }

    public override void Succeed()
    {
        queue.Settled(_settlements);
        _done.SetResult();
    }

    /// <summary>The disk refused: the messages are where they were, and go to somebody again.</summary>
    public override void Fail(Exception failure)
    {
        queue.Settled([.. _settlements.Select(settlement => settlement with { Kind = SettlementKind.Return })]);
        _done.SetException(failure);
    }

    private void Apply(QueueStatements rows, ref Totals totals, in Settlement settlement)
    {
        ref var message = ref settlement.Message;
        switch (settlement.Kind)
        {
            case SettlementKind.Complete:
                _completed.Add(message.Sequence);
                totals = totals with { Active = totals.Active - 1, Bytes = totals.Bytes - message.Bytes };
                break;
            case SettlementKind.Return:
                rows.Count(message.Sequence, message.Sequence, message.Count);
                break;
            case SettlementKind.Bury:
                rows.Bury(message.Sequence, message.Count, settlement.Reason, settlement.Description);
                totals = totals with { Active = totals.Active - 1, Dead = totals.Dead + 1 };
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
