using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Points.Cosmos;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Settling;
using Points.Torture.Instances;
using Points.Torture.Requests;
using Points.Torture.Steps;

namespace Points.Torture.Checks;

/// <summary>Reads everything at rest, and runs all checks on it.</summary>
internal sealed class AllChecks(
    Cluster cluster,
    Client client,
    Journal journal,
    World world,
    Rest rest,
    IReadOnlyList<SettlementPeriod> periods
)
{
    private readonly DeliveryChecks _deliveries = new(cluster, client, journal);

    private CosmosClient Store => cluster[0].Services.GetRequiredService<CosmosClient>();

    public async Task<IReadOnlyList<CheckResult>> Run()
    {
        var answers = new CheckResult(
            "no answer contradicts another or says that the app failed",
            "all answers",
            journal.Complaints.FirstOrDefault()
        );
        var exchanges = journal.Exchanges.ToArray();
        var repeats = await _deliveries.RepeatRequests(exchanges);
        await _deliveries.SendAgain(world);
        await rest.ReturnLeasesAndStock();
        var outcomes = await _deliveries.ReadOutcomes(world);
        var wallets = await StoredWallet.ReadAll(Store, world);
        return
        [
            answers,
            repeats,
            DeliveryChecks.CheckOutcomes(outcomes),
            LedgerChecks.Replay(wallets),
            LedgerChecks.CountRequests(wallets, exchanges, outcomes),
            LedgerChecks.CompareAnswers(wallets, exchanges),
            LedgerChecks.CountGifts(wallets),
            PointsChecks.CountOrders(wallets, await Read(CosmosContainers.Wallets, "order")),
            .. await CheckBudgets(wallets),
            PointsChecks.CompareTransfers(wallets),
            .. await CheckStock(wallets),
            .. await CheckSettlement(wallets),
            await _deliveries.CheckStatements(periods),
            await _deliveries.CheckDeadLetters(world),
            await _deliveries.CheckSetAside(),
        ];
    }

    private async Task<IEnumerable<CheckResult>> CheckBudgets(IReadOnlyList<StoredWallet> wallets)
    {
        var shards = await Read(CosmosContainers.Budgets, "budget");
        var caps = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var programme in World.Programmes)
        {
            var first = await Programmes.FindRevision(programme, 1, CancellationToken.None);
            caps[programme] = first!.ReadTerms().Budget!.Cap.Value;
        }
        return [PointsChecks.CompareBudgets(wallets, shards, caps), PointsChecks.CompareWallets(wallets, shards)];
    }

    private async Task<IEnumerable<CheckResult>> CheckStock(IReadOnlyList<StoredWallet> wallets)
    {
        var shards = await Read(CosmosContainers.Stock, "stock");
        var reservations = await Read(CosmosContainers.Stock, "reservation");
        return
        [
            StockChecks.CompareShards(shards, reservations),
            await StockChecks.CompareRedemptions(Store, wallets, reservations, cluster.Cloud.Clock.GetUtcNow()),
        ];
    }

    private async Task<IEnumerable<CheckResult>> CheckSettlement(IReadOnlyList<StoredWallet> wallets)
    {
        var accounts = await StoredAccount.ReadAll(Store, periods);
        SettlementLine[] lines = [.. accounts.SelectMany(account => account.Lines)];
        return
        [
            SettlementChecks.AddUpAccounts(accounts),
            SettlementChecks.AddUpFlows(lines),
            SettlementChecks.AddUpRedemptions(lines),
            await SettlementChecks.CompareWithLedgers(wallets, lines, new LedgerFlowReader(Programmes)),
        ];
    }

    private IProgrammes Programmes => cluster[0].Services.GetRequiredService<IProgrammes>();

    private Task<IReadOnlyList<JsonElement>> Read(string container, string type) =>
        StoredDocuments.Read(Store, container, type);
}
