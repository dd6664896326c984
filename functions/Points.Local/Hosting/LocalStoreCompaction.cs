using Emulators.CosmosDb;
using Emulators.ServiceBus;
using Points.Domain.Erasing;

namespace Points.Local.Hosting;

/// <summary>Rewrites the files of the store and of the queues without what was deleted.</summary>
internal sealed class LocalStoreCompaction(CosmosEmulator store, ServiceBusEmulator bus) : IStoreCompaction
{
    public async Task Compact(CancellationToken ct)
    {
        await store.Compact().WaitAsync(ct);
        await bus.Compact().WaitAsync(ct);
    }
}
