using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ports;
using Points.Domain.Settling;

namespace Points.Cosmos.Settling;

/// <summary>Accounts in Cosmos DB: each is a partition of its lines and one document with their sums.</summary>
public sealed class CosmosSettlementAccounts(CosmosClient client) : ISettlementAccounts
{
    private const int LinesPerPage = 1_000, AccountsPerPage = 1_000;
    private static readonly DocumentJson Json = DocumentJson.Default;
    private readonly Container _settlement = client.GetContainer(CosmosContainers.Database, CosmosContainers.Settlement);
    private readonly SettlementPeriods _periods = new(client);

    public async Task<IReadOnlyList<SettlementLine>> Append(AccountKey account, IReadOnlyList<SettlementLine> lines, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            if (lines.Count == 0) return lines;
            var answer = await Write(account, lines, ct);
            if (answer.IsDone) return [];
            // Lines are created before the account is asked: if it is sealed, then none of them is there.
            if (answer.Status == HttpStatusCode.PreconditionFailed) return lines;
            if (answer.Status == HttpStatusCode.Conflict) lines = await Missing(account, lines, ct);
            else if (!await Open(account, ct)) return lines;
            if (attempt > 1) await Contention.Pause(attempt, ct);
        }
        throw Contention.Exhausted();
    }

    public async IAsyncEnumerable<AccountKey> Of(SettlementPeriod period, AccountHolder? holder, [EnumeratorCancellation] CancellationToken ct)
    {
        var query = holder is { } one
            ? new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.sortKey > @from AND c.sortKey < @to ORDER BY c.sortKey")
                .WithParameter("@from", $"{one}~").WithParameter("@to", $"{one}~~")
            : new QueryDefinition("SELECT * FROM c WHERE c.type = @type ORDER BY c.sortKey");
        var registered = _settlement.ReadAll(
            query.WithParameter("@type", RegisteredDocument.TypeName), AccountsPerPage, Json.PageRegisteredDocument, ct, PeriodDocument.PartitionOf(period));
        await foreach (var it in registered) yield return AccountKey.Parse(it.Id);
    }

    public async Task<AccountState> State(AccountKey account, CancellationToken ct) =>
        await Find(account, ct) ?? AccountDocument.New(account, isSealed: false).ToState();

    public async Task<AccountState> Seal(AccountKey account, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            var batch = new AtomicBatch(_settlement, account.ToString());
            batch.Set(AccountDocument.OnlyId, ("/sealed", "true"u8.ToArray()));
            if ((await batch.Send(ct)).IsDone && await Find(account, ct) is { } found) return found;
            // It was registered, and whoever did that has not come to open it.
            await Create(account, isSealed: true, ct);
        }
        throw Contention.Exhausted();
    }

    public async IAsyncEnumerable<SettlementLine> Lines(AccountKey account, [EnumeratorCancellation] CancellationToken ct)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type ORDER BY c.sortKey").WithParameter("@type", LineDocument.TypeName);
        await foreach (var line in _settlement.ReadAll(query, LinesPerPage, Json.PageLineDocument, ct, account.ToString())) yield return line.ToLine();
    }

    public async Task<SettlementLine?> Line(AccountKey account, string lineId, CancellationToken ct) =>
        (await _settlement.Read(account.ToString(), lineId, Json.LineDocument, ct))?.Value.ToLine();

    private Task<BatchAnswer> Write(AccountKey account, IReadOnlyList<SettlementLine> lines, CancellationToken ct)
    {
        var batch = new AtomicBatch(_settlement, account.ToString());
        foreach (var line in lines) batch.Create(LineDocument.From(account, line), Json.LineDocument);
        batch.IncrementIf(AccountDocument.OnlyId, AccountDocument.TakesLines, AccountDocument.Increments(lines));
        return batch.Send(ct);
    }

    private async Task<IReadOnlyList<SettlementLine>> Missing(AccountKey account, IReadOnlyList<SettlementLine> lines, CancellationToken ct)
    {
        var found = await Task.WhenAll(lines.Select(line => Line(account, line.LineId, ct)));
        return [.. lines.Where((_, i) => found[i] is null)];
    }

    /// <summary>Registers an account with its period, if that lets it, and then opens it: what is registered is sealed with the period.</summary>
    /// <returns>False where the period takes no more accounts of that kind.</returns>
    private async Task<bool> Open(AccountKey account, CancellationToken ct)
    {
        if (!await _periods.Register(account, ct)) return false;
        await Create(account, isSealed: false, ct);
        return true;
    }

    /// <summary>Creates the account, unless somebody else has.</summary>
    private async Task Create(AccountKey account, bool isSealed, CancellationToken ct)
    {
        var batch = new AtomicBatch(_settlement, account.ToString());
        batch.Create(AccountDocument.New(account, isSealed), Json.AccountDocument);
        await batch.Send(ct);
    }

    private async Task<AccountState?> Find(AccountKey account, CancellationToken ct) =>
        (await _settlement.Read(account.ToString(), AccountDocument.OnlyId, Json.AccountDocument, ct))?.Value.ToState();
}
