using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>Shows how a closed month compares with the ledgers.</summary>
[ApiTag(ApiTags.Settlement)]
public sealed class ReconciliationHttp(ISettlementPeriods periods, HttpPipeline pipeline)
{
    /// <summary>Shows how a closed month compares with the ledgers.</summary>
    [Function("Reconciliation")]
    [Callers(Roles.Operator | Roles.Finance | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(ReconciliationView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "settlement/periods/{period}/reconciliation")]
            HttpRequest http,
        string period,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.FinanceOrAuditor,
            handle: async _ =>
            {
                if (SettlementPeriod.TryParse(period) is not { } settlementPeriod)
                    return Problems.InvalidPeriod;
                return await periods.FindReconciliation(settlementPeriod, ct) is var (reconciliation, _)
                    ? ReconciliationView.Respond(StatusCodes.Status200OK, reconciliation)
                    : Problems.NotFound("reconciliation");
            }
        );
}
