using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>Shows merchants their statements, and the lines behind them.</summary>
[ApiTag(ApiTags.Settlement)]
public sealed class StatementHttp(
    StatementReader running,
    IDisputes disputes,
    IStatementLineFiles files,
    HttpPipeline pipeline
)
{
    /// <summary>Lists a merchant's statements of closed months, newest first.</summary>
    [Function("Statements")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Auditor)]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<StatementView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "partners/{merchantId}/statements")] HttpRequest http,
        string merchantId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.MayReadMerchant(merchantId),
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(merchantId) is { } fault)
                    return fault;
                var asked = KeyPageRequest.Read(http, key => SettlementPeriod.TryParse(key) is not null);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                var before = paging.After is null ? null : SettlementPeriod.TryParse(paging.After);
                var found = await running.ListClosed(new(merchantId), before, paging.Limit + 1, ct);
                var page = paging.ToListView(
                    found,
                    it => StatementView.From(it, PeriodStatus.Closed, disputes: null),
                    it => it.Period.ToString()
                );
                return new ViewResponse<ListView<StatementView>>(
                    StatusCodes.Status200OK,
                    page,
                    SettlingJson.Default.ListViewStatementView
                );
            }
        );

    /// <summary>Shows a merchant's statement of a month. Before the month is closed, it has what there is so far.</summary>
    [Function("Statement")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(StatementView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "partners/{merchantId}/statements/{period}")]
            HttpRequest http,
        string merchantId,
        string period,
        CancellationToken ct
    ) =>
        RunForPeriod(
            http,
            merchantId,
            period,
            async asked =>
            {
                if (await running.Find(new(merchantId), asked, ct) is not var (statement, status))
                    return Problems.NotFound("statement");
                var shown = await disputes.ListForStatement(merchantId, asked, PageRequest.LimitMax, ct);
                return new ViewResponse<StatementView>(
                    StatusCodes.Status200OK,
                    StatementView.From(statement, status, shown),
                    SettlingJson.Default.StatementView
                );
            }
        );

    /// <summary>Gives the lines behind a statement of a closed month.</summary>
    [Function("StatementLines")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Auditor)]
    [Response(
        StatusCodes.Status200OK,
        MediaType = "text/csv",
        Description = "One line for each movement of points (RFC 4180), exact amounts in fen."
    )]
    [ProblemResponses("not-found")]
    public Task<IResult> Lines(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "partners/{merchantId}/statements/{period}/lines")]
            HttpRequest http,
        string merchantId,
        string period,
        CancellationToken ct
    ) =>
        RunForPeriod(
            http,
            merchantId,
            period,
            async asked =>
                await files.Read(asked, new(merchantId), ct) is { } file
                    ? CsvLineFiles.Download(file, $"{merchantId}-{asked}")
                    : Problems.NotFound("statement, or its period is not closed yet")
        );

    private Task<IResult> RunForPeriod(
        HttpRequest http,
        string merchantId,
        string period,
        Func<SettlementPeriod, Task<IResult>> handle
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.MayReadMerchant(merchantId),
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(merchantId) is { } fault)
                    return fault;
                return SettlementPeriod.TryParse(period) is { } asked ? await handle(asked) : Problems.InvalidPeriod;
            }
        );
}
