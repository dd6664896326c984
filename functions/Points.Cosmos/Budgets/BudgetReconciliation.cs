using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Budgets;

namespace Points.Cosmos.Budgets;

/// <summary>
/// Settles leases whose instances did not: they crashed, or they never learned the result of a commit. Every ledger
/// entry names its leases, so the ledger shows exactly what was issued. The rest returns to the budget.
/// </summary>
/// <param name="clock">Real time, like the times of leases.</param>
public sealed class BudgetReconciliation(CosmosClient client, TimeProvider clock)
{
    /// <summary>Shards are found by the ends of their leases, which are stored in whole seconds.</summary>
    private static readonly TimeSpan StoredTimePrecision = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long after its end a lease is left alone. After that, no commit that used it can still arrive: a call of the
    /// store ends after 5 seconds, and clocks differ by 2 at most.
    /// </summary>
    public static readonly TimeSpan GracePeriod =
        BudgetBusyException.HeldMax - CosmosBudgets.LeaseDuration - StoredTimePrecision;

    /// <summary>More than the largest difference between the store's clock and an instance's clock.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(10);

    private const int ShardsPerPage = 100,
        EntriesPerPage = 1_000;

    private readonly BudgetShards _shards = new(client);
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    /// <returns>How many leases were settled.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        var unsettled = new Dictionary<string, UnsettledLease>(StringComparer.Ordinal);
        await foreach (var shard in FindEnded(clock.GetUtcNow() - GracePeriod, ct))
        foreach (var lease in shard.ToShard().Leases.Where(lease => lease.Until < clock.GetUtcNow() - GracePeriod))
            unsettled[lease.LeaseId] = new(shard.Id, lease);
        if (unsettled.Count == 0)
            return 0;

        await CountIssued(unsettled, ct);
        foreach (var lease in unsettled.Values)
            await Settle(lease, ct);
        return unsettled.Count;
    }

    /// <summary>
    /// Adds up the points issued from each lease, from all entries written since the first lease started.
    /// </summary>
    private async Task CountIssued(Dictionary<string, UnsettledLease> unsettled, CancellationToken ct)
    {
        // An erasure moves entries: for a moment, an entry is there twice, under the same id.
        var counted = new HashSet<string>(StringComparer.Ordinal);
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
            foreach (var spend in entry.IsEntry ? entry.Leases ?? [] : [])
                if (
                    unsettled.TryGetValue(spend.LeaseId, out var lease)
                    && counted.Add($"{entry.LedgerKey}/{entry.EntryId}/{spend.LeaseId}")
                )
                    lease.Issued += new Points(spend.Points);
        }
    }

    private async Task Settle(UnsettledLease unsettled, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (await _shards.Read(unsettled.ShardId, ct) is not { } stored)
                return;
            var shard = stored.Value.ToShard();
            var next = shard.Settle(unsettled.Lease.LeaseId, unsettled.Issued);
            if (ReferenceEquals(next, shard))
                return; // The lease's own instance or another run has settled it.
            if (await _shards.Write(stored.Value.With(next), stored, ct))
                return;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <summary>Finds shards with a lease that ended before an instant.</summary>
    private IAsyncEnumerable<BudgetShardDocument> FindEnded(DateTimeOffset before, CancellationToken ct)
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.nextEnd < @before ORDER BY c.nextEnd"
        )
            .WithParameter("@type", BudgetShardDocument.TypeName)
            .WithParameter("@before", before.ToUnixTimeSeconds());
        return _shards.Container.ReadAll(query, ShardsPerPage, DocumentJson.Default.QueryPageBudgetShardDocument, ct);
    }

    /// <summary>
    /// A lease that its instance has not settled, and the points that the ledger shows as issued from it.
    /// </summary>
    private sealed class UnsettledLease(string shardId, Lease lease)
    {
        public string ShardId => shardId;

        public Lease Lease => lease;

        public Points Issued { get; set; }
    }
}
