namespace Emulators.ServiceBus.Storage;

/// <summary>All queues at one moment: the totals after one transaction.</summary>
/// <param name="Version">Increased by every transaction.</param>
/// <param name="Queues">The totals of each queue, in the order of the queues.</param>
internal sealed record BusState(long Version, QueueTotals[] Queues);
