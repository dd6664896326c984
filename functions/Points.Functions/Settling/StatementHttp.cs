using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>Shows a merchant's statements and the lines behind them.</summary>
[ApiTag(ApiTags.Settlement)]
public sealed class StatementHttp(
    StatementReader statements,
    IDisputes disputes,
    IStatementLineFiles files,
    HttpPipeline pipeline
)
{
    /// <summary>Lists a merchant's statements of closed months, newest first.</summary>
    [Function("Statements")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Finance | Roles.Auditor)]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<StatementView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "partners/{merchantId}/statements")]
            HttpRequest http,
        string merchantId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToReadMerchant(merchantId),
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(merchantId) is { } problem)
                    return problem;
                var asked = KeyPageRequest.Read(http, key => SettlementPeriod.TryParse(key) is not null);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                var before = paging.After is null ? null : SettlementPeriod.TryParse(paging.After);
                var found = await statements.ListClosed(new(merchantId), before, paging.Limit + 1, ct);
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

    /// <summary>
    /// Shows a merchant's statement of a month. Until the month is closed, it shows the lines so far.
    /// </summary>
    [Function("Statement")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Finance | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(StatementView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "partners/{merchantId}/statements/{period}")]
            HttpRequest http,
        string merchantId,
        string period,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToReadMerchant(merchantId),
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(merchantId) is { } problem)
                    return problem;
                if (SettlementPeriod.TryParse(period) is not { } settlementPeriod)
                    return Problems.InvalidPeriod;
                if (await statements.Find(new(merchantId), settlementPeriod, ct) is not var (statement, status))
                    return Problems.NotFound("statement");
                var shown = await disputes.ListForStatement(merchantId, settlementPeriod, PageRequest.LimitMax, ct);
                return new ViewResponse<StatementView>(
                    StatusCodes.Status200OK,
                    StatementView.From(statement, status, shown),
                    SettlingJson.Default.StatementView
                );
            }
        );

    /// <summary>Downloads the lines behind a statement of a closed month.</summary>
    [Function("StatementLines")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Finance | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, MediaType = "text/csv", Description = CsvLineFiles.Description)]
    [ProblemResponses("not-found")]
    public Task<IResult> Lines(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "partners/{merchantId}/statements/{period}/lines"
        )]
            HttpRequest http,
        string merchantId,
        string period,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToReadMerchant(merchantId),
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(merchantId) is { } problem)
                    return problem;
                if (SettlementPeriod.TryParse(period) is not { } settlementPeriod)
                    return Problems.InvalidPeriod;
                return await files.Read(settlementPeriod, new(merchantId), ct) is { } file
                    ? CsvLineFiles.Download(file, $"{merchantId}-{settlementPeriod}")
                    : Problems.NotFound("statement, or its month is not closed yet");
            }
        );
}
