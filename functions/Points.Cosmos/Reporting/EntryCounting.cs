using System.Collections.Concurrent;
using Microsoft.Azure.Cosmos;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Reporting;

namespace Points.Cosmos.Reporting;

/// <summary>Counts entries of any wallets, each in its range.</summary>
internal sealed class EntryCounting(CosmosClient client, ILedgerKeys ledgers)
{
    /// <summary>Ranges that one page changes at once.</summary>
    private const int RangesAtOnce = 16;

    private readonly RangeCounting _counting = new(client);

    /// <param name="generations">The generation to count in, of each programme that has entries.</param>
    /// <inheritdoc cref="IReportSums.Count"/>
    public async Task<IReadOnlyList<UncountedEntry>> Count(
        IReadOnlyList<(WalletId Wallet, LedgerEntry Entry)> entries,
        IReadOnlyDictionary<string, int> generations,
        CancellationToken ct
    )
    {
        var countable = new List<CountableEntry>(entries.Count);
        foreach (var (wallet, entry) in entries)
            countable.Add(new(entry.LedgerKey ?? await FindLedger(wallet, ct), wallet, entry));
        var uncounted = new ConcurrentBag<UncountedEntry>();
        await Parallel.ForEachAsync(
            countable.GroupBy(it => PartOf(it.Wallet, it.Ledger, generations[it.Wallet.ProgrammeId])),
            new ParallelOptions { MaxDegreeOfParallelism = RangesAtOnce, CancellationToken = ct },
            async (range, stopped) =>
            {
                foreach (var entry in await _counting.Count(range.Key, range, stopped))
                    uncounted.Add(entry);
            }
        );
        return [.. uncounted];
    }

    /// <inheritdoc cref="IReportSums.CatchUp"/>
    public async Task<UncountedEntry?> CatchUp(WalletId wallet, int generation, CancellationToken ct)
    {
        var ledger = await FindLedger(wallet, ct);
        return await _counting.CatchUp(PartOf(wallet, ledger, generation), ledger, wallet, ct);
    }

    private static ReportPart PartOf(WalletId wallet, string ledger, int generation) =>
        new(wallet.ProgrammeId, generation, WalletRange.Of(ledger));

    /// <summary>Entries from before ledgers had keys do not name theirs.</summary>
    private async Task<string> FindLedger(WalletId wallet, CancellationToken ct) =>
        (await ledgers.Find(wallet.MemberId, ct))?.Value ?? Digest.Compute("report-wallet", wallet.MemberId);
}
