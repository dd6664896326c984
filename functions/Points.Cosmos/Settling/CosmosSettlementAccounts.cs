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
    private const int LinesPerPage = 1_000,
        AccountsPerPage = 1_000;

    private static readonly DocumentJson Json = DocumentJson.Default;
    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );
    private readonly SettlementPeriods _periods = new(client);

    public async Task<IReadOnlyList<SettlementLine>> Append(
        AccountKey account,
        IReadOnlyList<SettlementLine> lines,
        CancellationToken ct
    )
    {
        int? opensAt = null;
        for (var attempt = 0; attempt < Contention.AttemptsMax && lines.Count > 0; attempt++)
        {
            var answer = await Write(account, lines, opensAt, ct);
            if (answer.IsDone)
                return [];
            // Lines are created before the account is asked: if it is sealed, then none of them is there.
            if (answer.Status == HttpStatusCode.PreconditionFailed)
                return lines;
            if (answer.Status == HttpStatusCode.NotFound)
            {
                opensAt = await _periods.Register(account, AccountDocument.AreIssuers(lines), ct);
                if (opensAt is null)
                    return lines; // No account is opened that its period does not know.
            }
            else if (opensAt is not null && answer.FailedAt == 0)
                opensAt = null; // Somebody else was faster.
            else
                lines = await Missing(account, lines, ct);
            if (attempt > 1)
                await Contention.Pause(attempt, ct);
        }
        return lines.Count == 0 ? lines : throw Contention.Exhausted();
    }

    public async IAsyncEnumerable<AccountKey> Of(
        SettlementPeriod period,
        AccountHolder? holder,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var query = holder is { } one
            ? new QueryDefinition(
                "SELECT * FROM c WHERE c.type = @type AND c.sortKey > @from AND c.sortKey < @to ORDER BY c.sortKey"
            )
                .WithParameter("@from", $"{one}~")
                .WithParameter("@to", $"{one}~~")
            : new QueryDefinition("SELECT * FROM c WHERE c.type = @type ORDER BY c.sortKey");
        var registered = _settlement.ReadAll(
            query.WithParameter("@type", RegisteredDocument.TypeName),
            AccountsPerPage,
            Json.PageRegisteredDocument,
            ct,
            PeriodDocument.PartitionOf(period)
        );
        await foreach (var it in registered)
            yield return AccountKey.Parse(it.Id);
    }

    public async Task<AccountState> State(AccountKey account, CancellationToken ct) =>
        (await Find(account, ct) ?? AccountDocument.New(account, AccountDocument.Open)).ToState();

    public async Task<AccountState> Seal(AccountKey account, bool issuersOnly, CancellationToken ct)
    {
        var stage = issuersOnly ? AccountDocument.SealedToIssuers : AccountDocument.Sealed;
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            var patched = await _settlement.Patch(
                account.ToString(),
                AccountDocument.OnlyId,
                [PatchOperation.Set("/stage", stage)],
                FormattableString.Invariant($"c.stage < {stage}"),
                Json.AccountDocument,
                ct
            );
            if (patched is not null)
                return patched.ToState();
            if (await Find(account, ct) is not { } found)
                await _settlement.CreateOnce(
                    account.ToString(),
                    AccountDocument.New(account, stage),
                    Json.AccountDocument,
                    ct
                ); // Whoever registered it has not come to open it.
            else if (found.Stage >= stage)
                return found.ToState();
            await Contention.Pause(attempt, ct);
        }
        throw Contention.Exhausted();
    }

    public async IAsyncEnumerable<SettlementLine> Lines(
        AccountKey account,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type ORDER BY c.sortKey").WithParameter(
            "@type",
            LineDocument.TypeName
        );
        await foreach (
            var line in _settlement.ReadAll(query, LinesPerPage, Json.PageLineDocument, ct, account.ToString())
        )
            yield return line.ToLine();
    }

    public async Task<SettlementLine?> Line(AccountKey account, string lineId, CancellationToken ct) =>
        (await _settlement.Read(account.ToString(), lineId, Json.LineDocument, ct))?.Value.ToLine();

    /// <param name="opensAt">The stage at which the account is to be created as well; null where it is there.</param>
    private Task<BatchAnswer> Write(
        AccountKey account,
        IReadOnlyList<SettlementLine> lines,
        int? opensAt,
        CancellationToken ct
    )
    {
        var batch = new AtomicBatch(_settlement, account.ToString());
        if (opensAt is { } stage)
            batch.Create(AccountDocument.New(account, stage), Json.AccountDocument);
        foreach (var line in lines)
            batch.Create(LineDocument.From(account, line), Json.LineDocument);
        batch.IncrementIf(AccountDocument.OnlyId, AccountDocument.Takes(lines), AccountDocument.Increments(lines));
        return batch.Send(ct);
    }

    private async Task<IReadOnlyList<SettlementLine>> Missing(
        AccountKey account,
        IReadOnlyList<SettlementLine> lines,
        CancellationToken ct
    )
    {
        var found = await Task.WhenAll(lines.Select(line => Line(account, line.LineId, ct)));
        return [.. lines.Where((_, i) => found[i] is null)];
    }

    private async Task<AccountDocument?> Find(AccountKey account, CancellationToken ct) =>
        (await _settlement.Read(account.ToString(), AccountDocument.OnlyId, Json.AccountDocument, ct))?.Value;
}
