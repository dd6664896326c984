using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Reading;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>Closes periods by hand, and shows them over all merchants.</summary>
[ApiTag(ApiTags.Settlement)]
public sealed class SettlementHttp(
    PeriodCloser closer,
    IStatements statements,
    IReconciliations reconciliations,
    IStatementLineFiles files,
    HttpPipeline pipeline
)
{
    /// <summary>A connection is not held open longer: the job goes on with what this began.</summary>
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(100);

    /// <summary>Closes a month that has ended. Accepted means that it goes on.</summary>
    [Function("ClosePeriod")]
    [Callers(Roles.Operator)]
    [Paged(PageRequest.LimitMax)]
    [Response(StatusCodes.Status200OK, typeof(PeriodView))]
    [Response(StatusCodes.Status202Accepted, typeof(PeriodView))]
    [ProblemResponses("not-found", "period-open")]
    public Task<IResult> Close(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "settlement/periods/{period}/close")]
            HttpRequest http,
        string period,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: async _ =>
            {
                if (SettlementPeriod.TryParse(period) is not { } asked)
                    return Problems.InvalidPeriod;
                if (ReadPartnerPage(http) is { Errors: { HasErrors: true } errors })
                    return Problems.Invalid(errors);
                using var within = CancellationTokenSource.CreateLinkedTokenSource(ct);
                within.CancelAfter(CloseWithin);
                try
                {
                    if (await closer.Close(asked, pipeline.Now, within.Token) is { } refusal)
                        return Problems.From(refusal);
                }
                catch (OperationCanceledException) when (!ct.IsCancellationRequested)
                {
                    return await ShowPeriod(asked, StatusCodes.Status202Accepted, http, ct);
                }
                return await ShowPeriod(asked, StatusCodes.Status200OK, http, ct);
            }
        );

    /// <summary>Shows a month over all merchants. Everybody's net and the platform's own accounts add up to nothing.</summary>
    [Function("Period")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Paged(PageRequest.LimitMax)]
    [Response(StatusCodes.Status200OK, typeof(PeriodView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "settlement/periods/{period}")] HttpRequest http,
        string period,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator || caller.IsAuditor,
            handle: async _ =>
                SettlementPeriod.TryParse(period) is { } asked
                    ? await ShowPeriod(asked, StatusCodes.Status200OK, http, ct)
                    : Problems.InvalidPeriod
        );

    /// <summary>Shows how a closed month compares with the ledgers.</summary>
    [Function("Reconciliation")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(ReconciliationView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Reconciliation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "settlement/periods/{period}/reconciliation")]
            HttpRequest http,
        string period,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator || caller.IsAuditor,
            handle: async _ =>
            {
                if (SettlementPeriod.TryParse(period) is not { } asked)
                    return Problems.InvalidPeriod;
                return await reconciliations.Find(asked, ct) is { } found
                    ? new ViewResponse<ReconciliationView>(
                        StatusCodes.Status200OK,
                        ReconciliationView.From(found.Reconciliation),
                        SettlingJson.Default.ReconciliationView
                    )
                    : Problems.NotFound("reconciliation");
            }
        );

    /// <summary>Has a closed month compared with the ledgers. The job does it.</summary>
    [Function("ReconcilePeriod")]
    [Callers(Roles.Operator)]
    [Response(StatusCodes.Status202Accepted, typeof(ReconciliationView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Reconcile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "settlement/periods/{period}/reconciliation")]
            HttpRequest http,
        string period,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: async _ =>
            {
                if (SettlementPeriod.TryParse(period) is not { } asked)
                    return Problems.InvalidPeriod;
                if (await statements.Find(asked, ct) is not { Status: PeriodStatus.Closed })
                    return Problems.NotFound("settlement period that is closed");
                await reconciliations.Restart(asked, ct); // The job does it: it may take long.
                return new ViewResponse<ReconciliationView>(
                    StatusCodes.Status202Accepted,
                    ReconciliationView.From(new(asked)),
                    SettlingJson.Default.ReconciliationView
                );
            }
        );

    /// <summary>Gives the lines of the platform's own accounts in a closed month.</summary>
    [Function("PlatformLines")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Response(
        StatusCodes.Status200OK,
        MediaType = "text/csv",
        Description = "One line for each movement of points (RFC 4180), exact amounts in fen."
    )]
    [ProblemResponses("not-found")]
    public Task<IResult> PlatformLines(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "settlement/periods/{period}/lines")]
            HttpRequest http,
        string period,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator || caller.IsAuditor,
            handle: async _ =>
                SettlementPeriod.TryParse(period) is not { } asked ? Problems.InvalidPeriod
                : await files.Read(asked, AccountHolder.Platform, ct) is { } file
                    ? CsvLineFiles.Download(file, $"platform-{asked}")
                : Problems.NotFound("settlement period that is closed, with lines of the platform")
        );

    private static ReadResult<KeyPageRequest> ReadPartnerPage(HttpRequest http) =>
        KeyPageRequest.Read(http, FieldReader.IsId, PageRequest.LimitMax);

    private async Task<IResult> ShowPeriod(SettlementPeriod period, int status, HttpRequest http, CancellationToken ct)
    {
        var asked = ReadPartnerPage(http);
        if (!asked.TryGetValue(out var paging))
            return Problems.Invalid(asked.Errors);
        if (await statements.Find(period, ct) is not { } state)
            return Problems.NotFound("settlement period");
        var after = paging.After is null ? AccountHolder.Platform : new AccountHolder(paging.After);
        // The platform comes before all merchants, so after it are those.
        var partners = await statements.List(period, after, ct).Take(paging.Limit + 1).ToArrayAsync(ct);
        var page = paging.ToListView(partners, it => it, it => it.Holder.ToString());
        return new ViewResponse<PeriodView>(
            status,
            PeriodView.From(period, state, page.Items, page.Next),
            SettlingJson.Default.PeriodView
        );
    }
}
