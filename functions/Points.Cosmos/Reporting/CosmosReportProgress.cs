using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Reporting;

namespace Points.Cosmos.Reporting;

/// <summary>Asks the change feed's estimator how many changes each reader of the feed has not read yet.</summary>
public sealed class CosmosReportProgress(CosmosClient client) : IReportProgress
{
    /// <summary>
    /// The prefix of the reader's leases. A lease moves on only when the changes before it are counted.
    /// </summary>
    public const string LeasePrefix = "report-sums";

    private static readonly DocumentJson Json = DocumentJson.Default;

    private readonly Container _reports = client.GetContainer(CosmosContainers.Database, CosmosContainers.Reports);

    public async Task<FeedProgress> Read(DateTimeOffset now, CancellationToken ct) =>
        (await Load(ct))?.Value.ToProgress() is { } stored
            ? stored.Observe(await ListUnread(ct), now)
            : FeedProgress.None.Observe(await ListUnread(ct), now);

    /// <summary>If another instance records at the same time, the next record makes up for it.</summary>
    public async Task Record(DateTimeOffset now, CancellationToken ct)
    {
        var stored = await Load(ct);
        var document = FeedProgressDocument.From(
            (stored?.Value.ToProgress() ?? FeedProgress.None).Observe(await ListUnread(ct), now)
        );
        var batch = new AtomicBatch(_reports, FeedProgressDocument.Partition);
        if (stored is null)
            batch.Create(document, Json.FeedProgressDocument);
        else
            batch.Replace(document.Id, document, Json.FeedProgressDocument, stored.ETag, stored.Unknown);
        await batch.Send(ct);
    }

    private Task<StoredDocument<FeedProgressDocument>?> Load(CancellationToken ct) =>
        _reports.Read(FeedProgressDocument.Partition, FeedProgressDocument.SingletonId, Json.FeedProgressDocument, ct);

    private async Task<IReadOnlyDictionary<string, long>> ListUnread(CancellationToken ct)
    {
        var unread = new Dictionary<string, long>(StringComparer.Ordinal);
        var estimator = client
            .GetContainer(CosmosContainers.Database, CosmosContainers.Wallets)
            .GetChangeFeedEstimator(
                LeasePrefix,
                client.GetContainer(CosmosContainers.Database, CosmosContainers.Leases)
            );
        using var states = estimator.GetCurrentStateIterator();
        while (states.HasMoreResults)
            foreach (var state in await ContainerDocuments.TranslateErrors(() => states.ReadNextAsync(ct), ct))
                unread[state.LeaseToken] = state.EstimatedLag;
        return unread;
    }
}
