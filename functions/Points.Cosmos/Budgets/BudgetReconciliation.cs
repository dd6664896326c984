using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Budgets;

namespace Points.Cosmos.Budgets;

/// <summary>
/// Counts up leases whose instances did not settle them: they died, or never learned what became of a commit. The ledger
/// tells to the point what was issued, as every entry names its leases; the rest goes back to the budget.
/// </summary>
/// <param name="clock">Real time, as leases are in it.</param>
public sealed class BudgetReconciliation(CosmosClient client, TimeProvider clock)
{
    /// <summary>After its end a lease is left alone so long: whatever was begun with it has arrived or never will.</summary>
    public static readonly TimeSpan GracePeriod = TimeSpan.FromMinutes(10);

    /// <summary>How far the store's clock may be from an instance's.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private const int ShardsPerPage = 100,
        EntriesPerPage = 1_000;

    private readonly BudgetShards _shards = new(client);
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    /// <returns>How many leases were counted up.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        var dead = new Dictionary<string, UnsettledLease>(StringComparer.Ordinal);
        await foreach (var shard in FindEnded(clock.GetUtcNow() - GracePeriod, ct))
        foreach (var lease in shard.ToShard().Leases.Where(lease => lease.Until < clock.GetUtcNow() - GracePeriod))
            dead[lease.LeaseId] = new(shard.Id, lease);
        if (dead.Count == 0)
            return 0;

        await CountIssued(dead, ct);
        foreach (var lease in dead.Values)
            await Settle(lease, ct);
        return dead.Count;
    }

    /// <summary>Reads every entry written since the first of the leases began. Nothing is read where nobody died.</summary>
    private async Task CountIssued(Dictionary<string, UnsettledLease> unsettled, CancellationToken ct)
    {
        var since = unsettled.Values.Min(it => it.Lease.From) - ClockTolerance;
        using var feed = _wallets.GetChangeFeedStreamIterator(
            ChangeFeedStartFrom.Time(since.UtcDateTime),
            ChangeFeedMode.Incremental,
            new() { PageSizeHint = EntriesPerPage }
        );
        while (feed.HasMoreResults)
        {
            using var page = await ContainerDocuments.TranslateErrors(() => feed.ReadNextAsync(ct), ct);
            if (page.StatusCode == HttpStatusCode.NotModified)
                return;
            CosmosErrors.ThrowUnlessSuccess(page.StatusCode, page.ErrorMessage);
            foreach (
                var entry in JsonSerializer
                    .Deserialize(page.Content, DocumentJson.Default.QueryPageEntryLeases)!
                    .Documents
            )
            foreach (var spend in entry.Type == EntryDocument.TypeName ? entry.Leases ?? [] : [])
                if (unsettled.TryGetValue(spend.LeaseId, out var lease))
                    lease.Issued += new Points(spend.Points);
        }
    }

    private async Task Settle(UnsettledLease unsettled, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (await _shards.Read(unsettled.ShardId, ct) is not { } stored)
                return;
            var (shard, it) = (stored.Value.ToShard(), stored.Value);
            var next = shard.Settle(unsettled.Lease.LeaseId, unsettled.Issued);
            if (ReferenceEquals(next, shard))
                return; // Its instance was alive after all, or another run was faster.
            if (
                await _shards.Write(
                    BudgetShardDocument.From(it.Id, it.ProgrammeId, it.Period, it.Number, next),
                    stored.ETag,
                    ct
                )
            )
                return;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    private IAsyncEnumerable<BudgetShardDocument> FindEnded(DateTimeOffset before, CancellationToken ct)
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.nextEnd < @before ORDER BY c.nextEnd"
        )
            .WithParameter("@type", BudgetShardDocument.TypeName)
            .WithParameter("@before", before.ToUnixTimeSeconds());
        return _shards.Container.ReadAll(query, ShardsPerPage, DocumentJson.Default.QueryPageBudgetShardDocument, ct);
    }

    /// <summary>A lease that nobody settled, and what the ledger says was issued of it.</summary>
    private sealed class UnsettledLease(string shardId, Lease lease)
    {
        public string ShardId => shardId;

        public Lease Lease => lease;

        public Points Issued { get; set; }
    }
}
