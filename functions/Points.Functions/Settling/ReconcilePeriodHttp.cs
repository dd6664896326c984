using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Actors;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>Restarts the comparison of a closed month with the ledgers.</summary>
[ApiTag(ApiTags.Settlement)]
public sealed class ReconcilePeriodHttp(ISettlementPeriods periods, HttpPipeline pipeline)
{
    /// <summary>
    /// Restarts the comparison of a closed month with the ledgers. A job runs it, because it may take long.
    /// </summary>
    [Function("ReconcilePeriod")]
    [Callers(Roles.Operator | Roles.Finance)]
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
            needed: CallerRule.Finance,
            handle: async caller =>
            {
                if (SettlementPeriod.TryParse(period) is not { } settlementPeriod)
                    return Problems.InvalidPeriod;
                if (await periods.FindState(settlementPeriod, ct) is not { Status: PeriodStatus.Closed })
                    return Problems.NotFound("closed settlement period");
                var act = new Act(ActKind.PeriodReconciled, pipeline.Now, caller.ToRequester()) { Period = period };
                await periods.RestartReconciliation(settlementPeriod, act, ct);
                return ReconciliationView.Respond(StatusCodes.Status202Accepted, new(settlementPeriod));
            }
        );
}
