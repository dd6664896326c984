using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Actors;
using Points.Domain.Settling;

namespace Points.Cosmos.Settling;

/// <summary>
/// Stores periods in Cosmos DB: their states, statements and reconciliations. A statement is stored twice, in the
/// partition of its period and in that of its holder.
/// </summary>
public sealed class CosmosSettlementPeriods(CosmosClient client) : ISettlementPeriods
{
    private const int StatementsPerPage = 200;

    /// <summary>Separates run and ETag in the version of a reconciliation.</summary>
    private const char VersionSeparator = ' ';

    private static readonly DocumentJson Json = DocumentJson.Default;
    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );
    private readonly PeriodRegistry _periods = new(client);

    public async Task<PeriodState?> FindState(SettlementPeriod period, CancellationToken ct) =>
        (await _periods.Find(period, ct))?.Value.ToState();

    public async Task<IReadOnlyList<(SettlementPeriod Period, PeriodStatus Status)>> List(CancellationToken ct)
    {
        var periods = new List<(SettlementPeriod Period, PeriodStatus Status)>();
        await foreach (var it in _periods.List(ct))
            periods.Add((PeriodDocument.PeriodOf(it.Account), (PeriodStatus)it.Stage));
        return [.. periods.OrderBy(it => it.Period.Start)];
    }

    public Task BeginClosing(SettlementPeriod period, Act? act, CancellationToken ct) =>
        _periods.Advance(period, PeriodStatus.Closing, balances: null, act, ct);

    public Task Close(SettlementPeriod period, ImmutableArray<PeriodBalance> balances, CancellationToken ct) =>
        _periods.Advance(period, PeriodStatus.Closed, balances, act: null, ct);

    public async Task AddStatementIfAbsent(Statement statement, CancellationToken ct)
    {
        // The holder's copy comes last: FindStatement reads it, so a statement that it finds has both copies.
        foreach (
            var document in (StatementDocument[])
                [StatementDocument.ForPeriod(statement), StatementDocument.ForHolder(statement)]
        )
            await _settlement.TryCreate(document.Account, document, Json.StatementDocument, ct);
    }

    public async Task<Statement?> FindStatement(AccountHolder holder, SettlementPeriod period, CancellationToken ct) =>
        (
            await _settlement.Read(StatementDocument.PartitionOf(holder), period.ToString(), Json.StatementDocument, ct)
        )?.Value.ToStatement();

    public async Task<IReadOnlyList<Statement>> ListStatements(
        AccountHolder holder,
        SettlementPeriod? before,
        int limit,
        CancellationToken ct
    )
    {
        var documents = await _settlement.ReadNewestFirst(
            limit,
            StatementDocument.TypeName,
            before?.ToString(),
            StatementDocument.PartitionOf(holder),
            Json.QueryPageStatementDocument,
            ct
        );
        return [.. documents.Select(document => document.ToStatement())];
    }

    public async IAsyncEnumerable<Statement> ListStatements(
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

    public async Task<(Reconciliation Reconciliation, string Version)?> FindReconciliation(
        SettlementPeriod period,
        CancellationToken ct
    ) =>
        await ReadReconciliation(period, ct) is { } stored
            ? (stored.Value.ToReconciliation(), VersionOf(stored))
            : null;

    public async Task RestartReconciliation(SettlementPeriod period, Act act, CancellationToken ct)
    {
        var batch = new AtomicBatch(_settlement, PeriodDocument.PartitionOf(period));
        batch.Upsert(ReconciliationDocument.From(new(period), NewRun()), Json.ReconciliationDocument, unknown: null);
        ActDocument.AddTo(batch, act, account: PeriodDocument.PartitionOf(period));
        await batch.Send(ct);
    }

    public async Task<string?> TrySaveReconciliation(
        Reconciliation reconciliation,
        string? expectedVersion,
        CancellationToken ct
    )
    {
        var (run, etag) = expectedVersion?.Split(VersionSeparator) is [var expectedRun, var expectedETag]
            ? (expectedRun, expectedETag)
            : (NewRun(), null);
        var document = ReconciliationDocument.From(reconciliation, run);
        var (partition, type) = (document.Account, Json.ReconciliationDocument);
        if (
            !(
                etag is null
                    ? await _settlement.TryCreate(partition, document, type, ct)
                    : await _settlement.TryReplace(partition, document.Id, etag, document, type, ct)
            )
        )
            return null;
        // The batch's answer lacks the new ETag, and another run may have replaced the document by now: compare the
        // run.
        return await ReadReconciliation(reconciliation.Period, ct) is { } stored && stored.Value.Run == run
            ? VersionOf(stored)
            : null;
    }

    private static string NewRun() => Guid.NewGuid().ToString("N");

    private static string VersionOf(StoredDocument<ReconciliationDocument> stored) =>
        stored.Value.Run + VersionSeparator + stored.ETag;

    private Task<StoredDocument<ReconciliationDocument>?> ReadReconciliation(
        SettlementPeriod period,
        CancellationToken ct
    ) =>
        _settlement.Read(
            PeriodDocument.PartitionOf(period),
            ReconciliationDocument.SingletonId,
            Json.ReconciliationDocument,
            ct
        );
}
