using Emulators.ServiceBus.Storage;
using Emulators.Sqlite;

namespace Emulators.ServiceBus.Writes;

/// <summary>
/// Moves due scheduled messages to the end of their queue, with new sequence numbers, as if they were sent now.
/// </summary>
internal sealed class EnqueueDueWork(EmulatorQueue queue) : WriteWork<BusWriteSession>
{
    /// <summary>Messages in one transaction; the rest follows in the next one.</summary>
    private const int MessagesMax = 1_000;

    private readonly List<StoredMessage> _arrived = [];
    private DateTimeOffset? _nextDue;

    public override void Apply(BusWriteSession session)
    {
        var statements = session.StatementsFor(queue.Ordinal);
        ref var totals = ref session.TotalsOf(queue.Ordinal);
        foreach (var due in statements.TakeDue(session.Now, MessagesMax))
        {
            var message = due with { SequenceNumber = totals.NextSequenceNumber, EnqueuedAt = session.Now };
            statements.Insert(message);
            _arrived.Add(message);
            totals = totals with
            {
                NextSequenceNumber = totals.NextSequenceNumber + 1,
                Active = totals.Active + 1,
                Scheduled = totals.Scheduled - 1,
            };
        }
        _nextDue = statements.NextDue();
    }

    public override void Succeed() => queue.OnDueCommitted(_arrived, _nextDue);

    public override void Fail(Exception failure) => queue.OnDueFailed();
}
