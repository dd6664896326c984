using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Points.Cosmos;
using Points.Cosmos.Relaying;

namespace Points.Functions.Auditing;

/// <summary>
/// Records the acts of staff that change programmes and settlement. <see cref="Relaying.LedgerRelay"/> records those in
/// the container of wallets, because a second reader of that feed would cost as much as the first one.
/// The retry is unbounded, because the Functions host skips changes whose last retry failed. An act that cannot be read
/// stops its feed until it can: a journal that goes on without it would not show that something is missing.
/// </summary>
public sealed class JournalOfActs(JournalFeed journal, TimeProvider clock)
{
    [Function("JournalOfProgrammes")]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public Task RecordProgrammes(
        [CosmosDBTrigger(
            CosmosContainers.Database,
            CosmosContainers.Programmes,
            Connection = "Cosmos",
            LeaseContainerName = CosmosContainers.Leases,
            LeaseContainerPrefix = "journal-programmes",
            StartFromBeginning = true,
            MaxItemsPerInvocation = 100,
            FeedPollDelay = 5_000
        )]
            IReadOnlyList<JsonElement> changes,
        CancellationToken ct
    ) => journal.Record(CosmosContainers.Programmes, changes, Stop, ct);

    [Function("JournalOfSettlement")]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public Task RecordSettlement(
        [CosmosDBTrigger(
            CosmosContainers.Database,
            CosmosContainers.Settlement,
            Connection = "Cosmos",
            LeaseContainerName = CosmosContainers.Leases,
            LeaseContainerPrefix = "journal-settlement",
            StartFromBeginning = true,
            MaxItemsPerInvocation = 1_000,
            FeedPollDelay = 5_000
        )]
            IReadOnlyList<JsonElement> changes,
        CancellationToken ct
    ) => journal.Record(CosmosContainers.Settlement, changes, Stop, ct);

    private Task Stop(JsonElement document, InvalidDataException fault)
    {
        var (_, documentId) = LedgerFeed.ReadIds(document);
        if (document.TryGetProperty("_ts", out var stored) && stored.TryGetInt64(out var seconds))
            JournalLag.Record([DateTimeOffset.FromUnixTimeSeconds(seconds)], clock.GetUtcNow());
        throw new InvalidDataException($"{documentId}: {fault.Message}", fault);
    }
}
