using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Budgets;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Budgets;

/// <summary>Shows where a programme's budget stands in its present period (law L6).</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class BudgetHttp(IBudgets budgets, IProgrammes programmes, HttpPipeline pipeline)
{
    /// <summary>Shows where a programme's budget stands in its present period.</summary>
    [Function("Budget")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(BudgetView))]
    [ProblemResponses("not-found")]
    public Task<IResult> State(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "programmes/{programmeId}/budget")] HttpRequest http,
        string programmeId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator || caller.IsAuditor,
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(programmeId) is { } fault)
                    return fault;
                if (
                    await programmes.FindTerms(programmeId, pipeline.Now, ct) is not { } terms
                    || BudgetKey.Of(terms, pipeline.Now) is not { } budget
                )
                    return Problems.NotFound("programme");
                return new ViewResponse<BudgetView>(
                    StatusCodes.Status200OK,
                    BudgetView.From(await budgets.GetState(budget, ct)),
                    BudgetsJson.Default.BudgetView
                );
            }
        );
}

/// <summary>A budget in points: what is issued, leased and remaining adds up to the cap.</summary>
internal sealed record BudgetView(string Period, long Cap, long Issued, long Leased, long Remaining)
{
    public static BudgetView From(BudgetState it) =>
        new(it.Period, it.Cap.Value, it.Issued.Value, it.Leased.Value, it.Remaining.Value);
}
