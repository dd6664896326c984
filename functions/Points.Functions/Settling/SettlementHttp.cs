using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ports;
using Points.Domain.Reading;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>Closes periods by hand, and shows them over all merchants.</summary>
[Area(Areas.Settlement)]
public sealed class SettlementHttp(
    PeriodClosing closing,
    IStatements statements,
    IReconciliations reconciliations,
    ILineFiles files,
    Reception reception
)
{
    /// <summary>A connection is not held open longer: the job goes on with what this began.</summary>
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(100);

    /// <summary>Closes a month that has ended. Accepted means that it goes on.</summary>
    [Function("ClosePeriod")]
    [Callers(Roles.Operator)]
    [Pages(Paging.LimitMax)]
    [Gives(StatusCodes.Status200OK, typeof(PeriodView))]
    [Gives(StatusCodes.Status202Accepted, typeof(PeriodView))]
    [Refuses("not-found", "period-open")]
    public Task<IResult> Close(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "settlement/periods/{period}/close")]
            HttpRequest http,
        string period,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsOperator,
            act: async _ =>
            {
                if (SettlementPeriod.TryParse(period) is not { } asked)
                    return Problems.NoPeriod;
                if (PartnersOf(http) is { Faults: { Any: true } faults })
                    return Problems.Invalid(faults);
                using var within = CancellationTokenSource.CreateLinkedTokenSource(ct);
                within.CancelAfter(CloseWithin);
                try
                {
                    if (await closing.Close(asked, reception.Now, within.Token) is { } refusal)
                        return Problems.Of(refusal);
                }
                catch (OperationCanceledException) when (!ct.IsCancellationRequested)
                {
                    return await Answer(asked, StatusCodes.Status202Accepted, http, ct);
                }
                return await Answer(asked, StatusCodes.Status200OK, http, ct);
            }
        );

    /// <summary>Shows a month over all merchants. Everybody's net and the platform's own accounts add up to nothing.</summary>
    [Function("Period")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Pages(Paging.LimitMax)]
    [Gives(StatusCodes.Status200OK, typeof(PeriodView))]
    [Refuses("not-found")]
    public Task<IResult> One(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "settlement/periods/{period}")] HttpRequest http,
        string period,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsOperator || caller.IsAuditor,
            act: async _ =>
                SettlementPeriod.TryParse(period) is { } asked
                    ? await Answer(asked, StatusCodes.Status200OK, http, ct)
                    : Problems.NoPeriod
        );

    /// <summary>Shows how a closed month compares with the ledgers.</summary>
    [Function("Reconciliation")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Gives(StatusCodes.Status200OK, typeof(ReconciliationView))]
    [Refuses("not-found")]
    public Task<IResult> Reconciliation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "settlement/periods/{period}/reconciliation")]
            HttpRequest http,
        string period,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsOperator || caller.IsAuditor,
            act: async _ =>
            {
                if (SettlementPeriod.TryParse(period) is not { } asked)
                    return Problems.NoPeriod;
                return await reconciliations.Find(asked, ct) is { } found
                    ? new Answer<ReconciliationView>(
                        StatusCodes.Status200OK,
                        ReconciliationView.Of(found.Reconciliation),
                        SettlingJson.Default.ReconciliationView
                    )
                    : Problems.NotFound("reconciliation");
            }
        );

    /// <summary>Has a closed month compared with the ledgers. The job does it.</summary>
    [Function("ReconcilePeriod")]
    [Callers(Roles.Operator)]
    [Gives(StatusCodes.Status202Accepted, typeof(ReconciliationView))]
    [Refuses("not-found")]
    public Task<IResult> Reconcile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "settlement/periods/{period}/reconciliation")]
            HttpRequest http,
        string period,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsOperator,
            act: async _ =>
            {
                if (SettlementPeriod.TryParse(period) is not { } asked)
                    return Problems.NoPeriod;
                if (await statements.Find(asked, ct) is not { Status: PeriodStatus.Closed })
                    return Problems.NotFound("settlement period that is closed");
                await reconciliations.Begin(asked, ct); // The job does it: it may take long.
                return new Answer<ReconciliationView>(
                    StatusCodes.Status202Accepted,
                    ReconciliationView.Of(new(asked)),
                    SettlingJson.Default.ReconciliationView
                );
            }
        );

    /// <summary>Gives the lines of the platform's own accounts in a closed month.</summary>
    [Function("PlatformLines")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Gives(
        StatusCodes.Status200OK,
        MediaType = "text/csv",
        Description = "One line for each movement of points (RFC 4180), exact amounts in fen."
    )]
    [Refuses("not-found")]
    public Task<IResult> PlatformLines(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "settlement/periods/{period}/lines")]
            HttpRequest http,
        string period,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsOperator || caller.IsAuditor,
            act: async _ =>
                SettlementPeriod.TryParse(period) is not { } asked ? Problems.NoPeriod
                : await files.Read(asked, AccountHolder.Platform, ct) is { } file
                    ? CsvLineFiles.Download(file, $"platform-{asked}")
                : Problems.NotFound("settlement period that is closed, with lines of the platform")
        );

    private static Read<KeyPaging> PartnersOf(HttpRequest http) => KeyPaging.Of(http, Fields.IsId, Paging.LimitMax);

    private async Task<IResult> Answer(SettlementPeriod period, int status, HttpRequest http, CancellationToken ct)
    {
        var asked = PartnersOf(http);
        if (!asked.Succeeded(out var paging))
            return Problems.Invalid(asked.Faults);
        if (await statements.Find(period, ct) is not { } state)
            return Problems.NotFound("settlement period");
        var after = paging.From is null ? AccountHolder.Platform : new AccountHolder(paging.From);
        // The platform comes before all merchants, so after it are those.
        var partners = await statements.Of(period, after, ct).Take(paging.Limit + 1).ToArrayAsync(ct);
        var page = paging.Page(partners, it => it, it => it.Holder.ToString());
        return new Answer<PeriodView>(
            status,
            PeriodView.Of(period, state, page.Items, page.Next),
            SettlingJson.Default.PeriodView
        );
    }
}
