using System.Collections.Concurrent;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Reporting;

namespace Points.Cosmos.Reporting;

/// <summary>Stores the daily sums in Cosmos DB, each range of a programme's wallets in a partition of its own.</summary>
public sealed class CosmosReportSums(CosmosClient client, ILedgerKeys ledgers) : IReportSums
{
    /// <summary>Ranges that one call changes or reads at once.</summary>
    private const int RangesAtOnce = 16;

    private readonly RangeCounting _counting = new(client);
    private readonly RangeReading _reading = new(client);
    private readonly RangeClosing _closing = new(client, new(client));
    private readonly Container _reports = client.GetContainer(CosmosContainers.Database, CosmosContainers.Reports);

    public async Task<IReadOnlyList<UncountedEntry>> Count(
        IReadOnlyList<(WalletId Wallet, LedgerEntry Entry)> entries,
        CancellationToken ct
    )
    {
        var countable = new List<CountableEntry>(entries.Count);
        foreach (var (wallet, entry) in entries)
            countable.Add(new(entry.LedgerKey ?? await FindLedger(wallet, ct), wallet, entry));
        var uncounted = new ConcurrentBag<UncountedEntry>();
        await Parallel.ForEachAsync(
            countable.GroupBy(it => new ReportPart(it.Wallet.ProgrammeId, 1, WalletRange.Of(it.Ledger))),
            new ParallelOptions { MaxDegreeOfParallelism = RangesAtOnce, CancellationToken = ct },
            async (range, stopped) =>
            {
                foreach (var entry in await _counting.Count(range.Key, range, stopped))
                    uncounted.Add(entry);
            }
        );
        return [.. uncounted];
    }

    public async Task<UncountedEntry?> CatchUp(WalletId wallet, CancellationToken ct)
    {
        var ledger = await FindLedger(wallet, ct);
        return await _counting.CatchUp(new(wallet.ProgrammeId, 1, WalletRange.Of(ledger)), ledger, wallet, ct);
    }

    public async Task<DailySums> Read(string programmeId, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (before, days) = (LedgerSums.None, new Dictionary<DateOnly, LedgerSums>());
        foreach (var parts in ReportPart.All(programmeId, 1).Chunk(RangesAtOnce))
        foreach (var range in await Task.WhenAll(parts.Select(part => _reading.Read(part, from, to, ct))))
        {
            before = before.Plus(range.Before);
            foreach (var (day, sums) in range.Days)
                days[day] = days.GetValueOrDefault(day, LedgerSums.None).Plus(sums);
        }
        return new(before, days);
    }

    public Task<long> CountIncompleteWallets(string programmeId, CancellationToken ct) =>
        _reports.Count(
            new QueryDefinition("SELECT VALUE COUNT(1) FROM c WHERE c.gapIn = @programmeId").WithParameter(
                "@programmeId",
                programmeId
            ),
            ct
        );

    public async Task<int> CloseMonths(string programmeId, DateOnly before, CancellationToken ct)
    {
        var closed = 0;
        foreach (var parts in ReportPart.All(programmeId, 1).Chunk(RangesAtOnce))
            closed += (await Task.WhenAll(parts.Select(part => _closing.Close(part, before, ct)))).Sum();
        return closed;
    }

    /// <summary>Entries from before ledgers had keys do not name theirs.</summary>
    private async Task<string> FindLedger(WalletId wallet, CancellationToken ct) =>
        (await ledgers.Find(wallet.MemberId, ct))?.Value ?? Digest.Compute("report-wallet", wallet.MemberId);
}
