using Points.Local.Messaging.Storage;
using Points.Local.Sqlite;

namespace Points.Local.Messaging.Works;

/// <summary>Notes a delivery beside the messages. Nobody waits for it: should it not reach the disk, the process ended before anybody could have failed on the messages.</summary>
internal sealed class DeliverWork(LocalQueue queue, LockedBatch delivery) : WriteWork<BusWriteSession>
{
    public override void Apply(BusWriteSession session)
    {
        var rows = session.StatementsFor(queue.Ordinal);
        foreach (var (first, last, count) in delivery.SequenceRuns())
            rows.InsertDelivery(delivery.Id, first, last, count);
    }

    public override void Succeed() { }

    public override void Fail(Exception failure)
    {
        // Only the count of a process that is killed now would be one too low.
    }
}
