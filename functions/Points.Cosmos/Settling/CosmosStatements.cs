using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Settling;

namespace Points.Cosmos.Settling;

/// <summary>Statements in Cosmos DB.</summary>
public sealed class CosmosStatements(CosmosClient client) : IStatements
{
    private const int StatementsPerPage = 200;

    private static readonly DocumentJson Json = DocumentJson.Default;
    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );
    private readonly SettlementPeriods _periods = new(client);

    public async Task<PeriodState?> Find(SettlementPeriod period, CancellationToken ct) =>
        (await _periods.Find(period, ct))?.Value.ToState();

    public async Task<IReadOnlyList<(SettlementPeriod Period, PeriodStatus Status)>> ListPeriods(CancellationToken ct)
    {
        var periods = new List<(SettlementPeriod Period, PeriodStatus Status)>();
        await foreach (var it in _periods.All(ct))
            periods.Add((PeriodDocument.PeriodOf(it.Account), (PeriodStatus)it.Stage));
        return [.. periods.OrderBy(it => it.Period.Start)];
    }

    public Task BeginClosing(SettlementPeriod period, CancellationToken ct) =>
        _periods.Advance(period, PeriodStatus.Closing, balances: null, ct);

    public Task Close(SettlementPeriod period, ImmutableArray<PeriodBalance> balances, CancellationToken ct) =>
        _periods.Advance(period, PeriodStatus.Closed, balances, ct);

    public async Task AddIfAbsent(Statement statement, CancellationToken ct)
    {
        // By which it is found to be there already comes last.
        foreach (
            var document in (StatementDocument[])
                [StatementDocument.ForPeriod(statement), StatementDocument.ForHolder(statement)]
        )
            await _settlement.TryCreate(document.Account, document, Json.StatementDocument, ct);
    }

    public async Task<Statement?> Find(AccountHolder holder, SettlementPeriod period, CancellationToken ct) =>
        (
            await _settlement.Read(StatementDocument.PartitionOf(holder), period.ToString(), Json.StatementDocument, ct)
        )?.Value.ToStatement();

    public async Task<IReadOnlyList<Statement>> List(
        AccountHolder holder,
        SettlementPeriod? before,
        int limit,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.sortKey < @before ORDER BY c.sortKey DESC"
        )
            .WithParameter("@type", StatementDocument.TypeName)
            .WithParameter("@before", before?.ToString() ?? ContainerQueries.SortKeyMax);
        var documents = await _settlement.ReadUpTo(
            limit,
            query,
            StatementDocument.PartitionOf(holder),
            Json.QueryPageStatementDocument,
            ct
        );
        return [.. documents.Select(document => document.ToStatement())];
    }

    public async IAsyncEnumerable<Statement> List(
        SettlementPeriod period,
        AccountHolder? after,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var query = new QueryDefinition(
            "SELECT * FROM c WHERE c.type = @type AND c.sortKey > @after ORDER BY c.sortKey"
        )
            .WithParameter("@type", StatementDocument.TypeName)
            .WithParameter("@after", after?.ToString() ?? "");
        await foreach (
            var it in _settlement.ReadAll(
                query,
                StatementsPerPage,
                Json.QueryPageStatementDocument,
                ct,
                PeriodDocument.PartitionOf(period)
            )
        )
            yield return it.ToStatement();
    }
}
