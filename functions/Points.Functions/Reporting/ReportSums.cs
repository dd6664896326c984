using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Points.Cosmos;
using Points.Cosmos.Relaying;
using Points.Cosmos.Reporting;
using Points.Cosmos.Sealing;
using Points.Domain.Ledger;

namespace Points.Functions.Reporting;

/// <summary>
/// Counts ledger entries for the reports, from the change feed of the wallets. It reads the feed by itself, so that
/// reports that are late or throttled delay neither settlement nor notices.
/// The retry is unbounded, because the Functions host skips changes whose last retry failed.
/// </summary>
public sealed class ReportSums(ReportCounting counting, DocumentSeals seals)
{
    [Function("ReportSums")]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public async Task Run(
        [CosmosDBTrigger(
            CosmosContainers.Database,
            CosmosContainers.Wallets,
            Connection = "Cosmos",
            LeaseContainerName = CosmosContainers.Leases,
            LeaseContainerPrefix = CosmosReportProgress.LeasePrefix,
            StartFromBeginning = true,
            MaxItemsPerInvocation = 10_000,
            FeedPollDelay = 30_000
        )]
            IReadOnlyList<JsonElement> changes,
        CancellationToken ct
    )
    {
        var (entries, unreadable) = (new List<(WalletId Wallet, LedgerEntry Entry)>(), new HashSet<WalletId>());
        foreach (var document in changes)
            try
            {
                // An erasure may have moved an entry before this read it. None counts twice.
                if (LedgerFeed.ReadAnyEntry(document, seals) is { } entry)
                    entries.Add(entry);
            }
            catch (InvalidDataException)
            {
                // The relay logs it, and sets it aside for operators.
                if (LedgerFeed.FindWallet(document) is { } wallet)
                    unreadable.Add(wallet);
            }
        await counting.Count(entries, ct);
        foreach (var wallet in unreadable)
            await counting.CatchUp(wallet, ct);
    }
}
