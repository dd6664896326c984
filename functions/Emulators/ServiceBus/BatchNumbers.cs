namespace Emulators.ServiceBus;

/// <summary>
/// Numbers the batches of all queues of one store, because their deliveries are rows of one table.
/// </summary>
internal sealed class BatchNumbers
{
    private long _last;

    /// <summary>A number that no other batch of the process has.</summary>
    public long Next() => Interlocked.Increment(ref _last);
}
