using System.Collections.Immutable;
using System.Net;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Settling;

namespace Points.Cosmos.Settling;

/// <summary>Where periods stand, and which accounts they have: one partition a period.</summary>
internal sealed class SettlementPeriods(CosmosClient client)
{
    private static readonly DocumentJson Json = DocumentJson.Default;
    private readonly Container _settlement = client.GetContainer(CosmosContainers.Database, CosmosContainers.Settlement);

    public async Task<StoredDocument<PeriodDocument>?> Find(SettlementPeriod period, CancellationToken ct) =>
        await _settlement.Read(PeriodDocument.PartitionOf(period), PeriodDocument.OnlyId, Json.PeriodDocument, ct);

    /// <summary>Moves a period on; one that is there already, or beyond, stays.</summary>
    public async Task Advance(SettlementPeriod period, PeriodStatus to, ImmutableArray<PeriodBalance>? balances, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            var stored = await Find(period, ct);
            if (stored?.Value.Stage >= (int)to) return;
            var next = (stored?.Value ?? PeriodDocument.New(period, to)) with { Stage = (int)to, Balances = balances?.Select(BalanceDocument.From).ToArray() };
            var batch = new AtomicBatch(_settlement, PeriodDocument.PartitionOf(period));
            if (stored is null) batch.Create(next, Json.PeriodDocument);
            else batch.Replace(PeriodDocument.OnlyId, next, Json.PeriodDocument, stored.ETag);
            if ((await batch.Send(ct)).IsDone) return;
            await Contention.Pause(attempt, ct);
        }
        throw Contention.Exhausted();
    }

    /// <summary>
    /// Adds an account to a period that is open; or to one that is being closed, for lines that follow issuers'. Period and list
    /// change in one write, so an account is either listed when the period is closed, or never opened.
    /// </summary>
    public async Task<Registration> Register(AccountKey account, bool forIssuers, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            var batch = new AtomicBatch(_settlement, PeriodDocument.PartitionOf(account.Period));
            batch.Create(RegisteredDocument.Of(account), Json.RegisteredDocument);
            batch.IncrementIf(PeriodDocument.OnlyId, PeriodDocument.Takes(forIssuers), ("/accounts", 1));
            var answer = await batch.Send(ct);
            if (answer.IsDone) return Registration.New;
            if (answer.Status == HttpStatusCode.Conflict) return Registration.Known;
            if (answer.Status == HttpStatusCode.PreconditionFailed) return Registration.Refused;
            await Advance(account.Period, PeriodStatus.Open, balances: null, ct);
        }
        throw Contention.Exhausted();
    }
}

internal enum Registration
{
    New,
    Known,

    /// <summary>The period takes no more such accounts.</summary>
    Refused,
}
