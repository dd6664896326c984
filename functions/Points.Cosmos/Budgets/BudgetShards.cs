using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Budgets;
using Points.Domain.Programmes;

namespace Points.Cosmos.Budgets;

/// <summary>Reads and writes the shards of budgets.</summary>
internal sealed class BudgetShards(CosmosClient client)
{
    private readonly Container _budgets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Budgets);

    public Container Container => _budgets;

    /// <summary>Reads a shard, with its share of the current cap.</summary>
    /// <returns>A new shard if none is stored yet.</returns>
    public async Task<BudgetShard> Find(BudgetKey budget, int number, CancellationToken ct) =>
        ((await Read(BudgetShardDocument.IdOf(budget, number), ct))?.Value.ToShard() ?? New(budget, number)).RaiseCapTo(
            BudgetShard.ShareForShard(budget.Cap, number)
        );

    /// <summary>
    /// Changes a shard in one conditional write. Repeats it after a conflict. If a write succeeded but its answer was
    /// lost, <paramref name="change"/> gets the shard that it has already changed, so it must be idempotent.
    /// </summary>
    public async Task<BudgetShard> Change(
        BudgetKey budget,
        int number,
        Func<BudgetShard, BudgetShard> change,
        CancellationToken ct
    )
    {
        var id = BudgetShardDocument.IdOf(budget, number);
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var stored = await Read(id, ct);
            var shard = (stored?.Value.ToShard() ?? New(budget, number)).RaiseCapTo(
                BudgetShard.ShareForShard(budget.Cap, number)
            );
            var next = change(shard);
            if (ReferenceEquals(next, shard) || await Write(BudgetShardDocument.From(budget, number, next), stored, ct))
                return next;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <summary>Writes a shard over the version that was read.</summary>
    /// <returns>
    /// False after a conflict: another write changed the shard, or this one did and its answer was lost.
    /// </returns>
    public async Task<bool> Write(
        BudgetShardDocument document,
        StoredDocument<BudgetShardDocument>? stored,
        CancellationToken ct
    )
    {
        var batch = new AtomicBatch(_budgets, document.Id);
        if (stored is null)
            batch.Create(document, DocumentJson.Default.BudgetShardDocument);
        else
            batch.Replace(document.Id, document, DocumentJson.Default.BudgetShardDocument, stored.ETag, stored.Unknown);
        return (await batch.Send(ct)).IsSuccess;
    }

    public Task<StoredDocument<BudgetShardDocument>?> Read(string id, CancellationToken ct) =>
        _budgets.Read(id, id, DocumentJson.Default.BudgetShardDocument, ct);

    private static BudgetShard New(BudgetKey budget, int number) =>
        new(BudgetShard.ShareForShard(budget.Cap, number), Points.Zero, []);
}
