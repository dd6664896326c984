using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Settling;

namespace Points.Cosmos.Settling;

/// <summary>
/// Stores accounts in Cosmos DB. Each is a partition with the lines and one document with their totals.
/// </summary>
public sealed class CosmosSettlementAccounts(CosmosClient client) : ISettlementAccounts
{
    private const int LinesPerPage = 1_000,
        AccountsPerPage = 1_000;

    /// <summary>The position of the account's creation in a batch that opens it.</summary>
    private const int OpeningIndex = 0;

    private static readonly DocumentJson Json = DocumentJson.Default;
    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );
    private readonly PeriodRegistry _periods = new(client);

    public async Task<IReadOnlyList<SettlementLine>> Append(
        SettlementAccountKey account,
        IReadOnlyList<SettlementLine> lines,
        CancellationToken ct
    )
    {
        int? opensAt = null;
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax && lines.Count > 0; attempt++)
        {
            var answer = await Write(account, lines, opensAt, ct);
            if (answer.IsSuccess)
                return [];
            // The batch creates the lines before it checks the account's stage. If it failed at the stage, the
            // account is sealed and has none of the lines.
            if (answer.Status == HttpStatusCode.PreconditionFailed)
                return lines;
            if (answer.Status == HttpStatusCode.NotFound)
            {
                opensAt = await _periods.Register(account, AccountDocument.AreIssuerLines(lines), ct);
                if (opensAt is null)
                    return lines; // The period takes no new accounts for these lines.
            }
            else if (opensAt is not null && answer.FailedIndex == OpeningIndex)
                opensAt = null; // Another writer opened the account meanwhile.
            else
                lines = await FindMissing(account, lines, ct);
            if (attempt > 1)
                await ConflictRetry.Delay(attempt, ct);
        }
        return lines.Count == 0 ? lines : throw ConflictRetry.Exhausted();
    }

    public async IAsyncEnumerable<SettlementAccountKey> List(
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
            query.WithParameter("@type", AccountRegistrationDocument.TypeName),
            AccountsPerPage,
            Json.QueryPageAccountRegistrationDocument,
            ct,
            PeriodDocument.PartitionOf(period)
        );
        await foreach (var it in registered)
            yield return SettlementAccountKey.Parse(it.Id);
    }

    public async Task<SettlementAccountState> GetState(SettlementAccountKey account, CancellationToken ct) =>
        (await Find(account, ct) ?? AccountDocument.New(account, AccountDocument.Open)).ToState();

    public async Task<SettlementAccountState> Seal(
        SettlementAccountKey account,
        bool issuerLinesOnly,
        CancellationToken ct
    )
    {
        var stage = issuerLinesOnly ? AccountDocument.SealedToIssuers : AccountDocument.Sealed;
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var patched = await _settlement.Patch(
                account.ToString(),
                AccountDocument.SingletonId,
                [PatchOperation.Set("/stage", stage)],
                FormattableString.Invariant($"c.stage < {stage}"),
                Json.AccountDocument,
                ct
            );
            if (patched is not null)
                return patched.ToState();
            // An account may be registered without being opened: create it sealed.
            if (await Find(account, ct) is not { } found)
                await _settlement.TryCreate(
                    account.ToString(),
                    AccountDocument.New(account, stage),
                    Json.AccountDocument,
                    ct
                );
            else if (found.Stage >= stage)
                return found.ToState();
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    public async IAsyncEnumerable<SettlementLine> ListLines(
        SettlementAccountKey account,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type ORDER BY c.sortKey").WithParameter(
            "@type",
            LineDocument.TypeName
        );
        await foreach (
            var line in _settlement.ReadAll(query, LinesPerPage, Json.QueryPageLineDocument, ct, account.ToString())
        )
            yield return line.ToLine();
    }

    public async Task<SettlementLine?> FindLine(SettlementAccountKey account, string lineId, CancellationToken ct) =>
        (await _settlement.Read(account.ToString(), lineId, Json.LineDocument, ct))?.Value.ToLine();

    /// <param name="openAtStage">The stage at which to create the account too; null if it exists.</param>
    private Task<BatchResult> Write(
        SettlementAccountKey account,
        IReadOnlyList<SettlementLine> lines,
        int? openAtStage,
        CancellationToken ct
    )
    {
        var batch = new AtomicBatch(_settlement, account.ToString());
        if (openAtStage is { } stage)
            batch.Create(AccountDocument.New(account, stage), Json.AccountDocument);
        foreach (var line in lines)
            batch.Create(LineDocument.From(account, line), Json.LineDocument);
        batch.IncrementIf(
            AccountDocument.SingletonId,
            AccountDocument.AcceptsCondition(lines),
            AccountDocument.Increments(lines)
        );
        return batch.Send(ct);
    }

    private async Task<IReadOnlyList<SettlementLine>> FindMissing(
        SettlementAccountKey account,
        IReadOnlyList<SettlementLine> lines,
        CancellationToken ct
    )
    {
        var found = await Task.WhenAll(lines.Select(line => FindLine(account, line.LineId, ct)));
        return [.. lines.Where((_, i) => found[i] is null)];
    }

    private async Task<AccountDocument?> Find(SettlementAccountKey account, CancellationToken ct) =>
        (await _settlement.Read(account.ToString(), AccountDocument.SingletonId, Json.AccountDocument, ct))?.Value;
}
