using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>Shows a month of settlement over all merchants.</summary>
[ApiTag(ApiTags.Settlement)]
public sealed class PeriodHttp(PeriodPages pages, HttpPipeline pipeline)
{
    /// <summary>Shows a month over all merchants. All nets and the platform's own accounts add up to zero.</summary>
    [Function("Period")]
    [Callers(Roles.Operator | Roles.Finance | Roles.Auditor)]
    [Paged(PageRequest.LimitMax)]
    [Response(StatusCodes.Status200OK, typeof(PeriodView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "settlement/periods/{period}")]
            HttpRequest http,
        string period,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.FinanceOrAuditor,
            handle: async _ =>
                SettlementPeriod.TryParse(period) is { } settlementPeriod
                    ? await pages.Show(settlementPeriod, StatusCodes.Status200OK, http, ct)
                    : Problems.InvalidPeriod
        );
}
