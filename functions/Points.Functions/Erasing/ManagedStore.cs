using Points.Domain.Erasing;

namespace Points.Functions.Erasing;

/// <summary>Cosmos DB: it overwrites what was deleted, and its backups end after their retention.</summary>
internal sealed class ManagedStore : IStoreCompaction
{
    public Task Compact(CancellationToken ct) => Task.CompletedTask;
}
