using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Reporting;

namespace Points.Cosmos.Reporting;

/// <summary>
/// Stores the daily sums in Cosmos DB, each range of a programme's wallets in a partition of its own.
/// </summary>
public sealed class CosmosReportSums(CosmosClient client, ILedgerKeys ledgers) : IReportSums
{
    /// <summary>Ranges that one call reads at once.</summary>
    private const int RangesAtOnce = 16;

    private readonly EntryCounting _counting = new(client, ledgers);
    private readonly ReportGenerations _generations = new(client);
    private readonly RangeReading _reading = new(client);
    private readonly RangeClosing _closing = new(client, new(client));
    private readonly Container _reports = client.GetContainer(CosmosContainers.Database, CosmosContainers.Reports);

    public async Task<IReadOnlyList<UncountedEntry>> Count(
        IReadOnlyList<(WalletId Wallet, LedgerEntry Entry)> entries,
        CancellationToken ct
    )
    {
        // Read after the entries were: a rebuild reads once more what was there before it replaced the generation.
        var generations = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var programmeId in entries.Select(it => it.Wallet.ProgrammeId).Distinct(StringComparer.Ordinal))
            generations[programmeId] = await _generations.FindCurrent(programmeId, ct);
        return await _counting.Count(entries, generations, ct);
    }

    public async Task<UncountedEntry?> CatchUp(WalletId wallet, CancellationToken ct) =>
        await _counting.CatchUp(wallet, await _generations.FindCurrent(wallet.ProgrammeId, ct), ct);

    public async Task<DailySums> Read(string programmeId, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (before, days) = (LedgerSums.None, new Dictionary<DateOnly, LedgerSums>());
        foreach (var parts in await ListParts(programmeId, ct))
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
        foreach (var parts in await ListParts(programmeId, ct))
            closed += (await Task.WhenAll(parts.Select(part => _closing.Close(part, before, ct)))).Sum();
        return closed;
    }

    private async Task<IEnumerable<ReportPart[]>> ListParts(string programmeId, CancellationToken ct) =>
        ReportPart.All(programmeId, await _generations.FindCurrent(programmeId, ct)).Chunk(RangesAtOnce);
}
