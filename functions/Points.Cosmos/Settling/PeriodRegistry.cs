using System.Collections.Immutable;
using System.Net;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Actors;
using Points.Domain.Settling;

namespace Points.Cosmos.Settling;

/// <summary>Stores the stage of each period and registers its accounts, in one partition for each period.</summary>
internal sealed class PeriodRegistry(CosmosClient client)
{
    private const int PeriodsPerPage = 100;
    private static readonly DocumentJson Json = DocumentJson.Default;
    private readonly Container _settlement = client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Settlement
    );

    public async Task<StoredDocument<PeriodDocument>?> Find(SettlementPeriod period, CancellationToken ct) =>
        await _settlement.Read(PeriodDocument.PartitionOf(period), PeriodDocument.SingletonId, Json.PeriodDocument, ct);

    /// <summary>Moves a period to a stage. A period at that stage or beyond stays as it is.</summary>
    public async Task Advance(
        SettlementPeriod period,
        PeriodStatus to,
        ImmutableArray<PeriodBalance>? balances,
        Act? act,
        CancellationToken ct
    )
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var stored = await Find(period, ct);
            if (stored?.Value.Stage >= (int)to)
                return;
            var next = (stored?.Value ?? PeriodDocument.New(period, to)) with
            {
                Stage = (int)to,
                Balances = balances?.Select(BalanceDocument.From).ToArray(),
            };
            var batch = new AtomicBatch(_settlement, PeriodDocument.PartitionOf(period));
            if (stored is null)
                batch.Create(next, Json.PeriodDocument);
            else
                batch.Replace(PeriodDocument.SingletonId, next, Json.PeriodDocument, stored.ETag, stored.Unknown);
            ActDocument.AddTo(batch, act, account: PeriodDocument.PartitionOf(period));
            if ((await batch.Send(ct)).IsSuccess)
                return;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <summary>
    /// Registers an account in its period. An open period takes any account. A closing one takes accounts only for
    /// lines that follow issuers' lines, and only as sealed to issuers, because the step that seals accounts to
    /// issuers may be over. Registration and period change in one write, so a closing period sees every account that
    /// can be opened.
    /// </summary>
    /// <returns>The stage at which to open the account; null if the period takes no such account any more.</returns>
    public async Task<int?> Register(SettlementAccountKey account, bool forIssuers, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (await FindStage(account, ct) is { } registered)
                return registered;
            var answer = await Register(account, AccountDocument.Open, PeriodStatus.Open, ct);
            if (answer.IsSuccess)
                return AccountDocument.Open;
            if (answer.Status == HttpStatusCode.PreconditionFailed && forIssuers)
                return null;
            if (answer.Status == HttpStatusCode.PreconditionFailed)
            {
                answer = await Register(account, AccountDocument.SealedToIssuers, PeriodStatus.Closing, ct);
                if (answer.IsSuccess)
                    return AccountDocument.SealedToIssuers;
                if (answer.Status == HttpStatusCode.PreconditionFailed)
                    return null;
            }
            if (answer.Status == HttpStatusCode.NotFound)
                await Advance(account.Period, PeriodStatus.Open, balances: null, act: null, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <summary>Lists all periods, in no particular order.</summary>
    public IAsyncEnumerable<PeriodDocument> List(CancellationToken ct) =>
        _settlement.ReadAll(
            new QueryDefinition("SELECT * FROM c WHERE c.type = @type").WithParameter("@type", PeriodDocument.TypeName),
            PeriodsPerPage,
            Json.QueryPagePeriodDocument,
            ct
        );

    private Task<BatchResult> Register(
        SettlementAccountKey account,
        int stage,
        PeriodStatus atMost,
        CancellationToken ct
    )
    {
        var batch = new AtomicBatch(_settlement, PeriodDocument.PartitionOf(account.Period));
        batch.Create(AccountRegistrationDocument.From(account, stage), Json.AccountRegistrationDocument);
        batch.IncrementIf(
            PeriodDocument.SingletonId,
            FormattableString.Invariant($"c.stage <= {(int)atMost}"),
            ("/accounts", 1)
        );
        return batch.Send(ct);
    }

    private async Task<int?> FindStage(SettlementAccountKey account, CancellationToken ct) =>
        (
            await _settlement.Read(
                PeriodDocument.PartitionOf(account.Period),
                account.ToString(),
                Json.AccountRegistrationDocument,
                ct
            )
        )
            ?.Value
            .Stage;
}
