using Emulators.ServiceBus.Storage;
using Emulators.Sqlite;

namespace Emulators.ServiceBus.Writes;

/// <summary>
/// Records that messages were delivered, so that a delivery counts even if the process ends before it is settled. The
/// receiver does not wait for this write.
/// </summary>
internal sealed class RecordDeliveryWork(EmulatorQueue queue, LockedBatch batch) : WriteWork<BusWriteSession>
{
    public override void Apply(BusWriteSession session)
    {
        var statements = session.StatementsFor(queue.Ordinal);
        foreach (var (first, last, count) in batch.SequenceRuns())
            statements.InsertDelivery(batch.Id, first, last, count);
    }

    public override void Succeed() { }

    public override void Fail(Exception failure)
    {
        // If the process ends now, this delivery is not counted. Nothing else is lost.
    }
}
