using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Budgets;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Budgets;

/// <summary>Shows the state of a programme's budgets in the current period (law L6).</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class BudgetHttp(IBudgets budgets, IProgrammes programmes, HttpPipeline pipeline)
{
    /// <summary>
    /// Shows the state of a programme's budget in the current period, and of its budgets for other purposes.
    /// </summary>
    [Function("Budget")]
    [Callers(Roles.Operator | Roles.Finance | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(BudgetView))]
    [ProblemResponses("not-found")]
    public Task<IResult> State(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "programmes/{programmeId}/budget")]
            HttpRequest http,
        string programmeId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.FinanceOrAuditor,
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(programmeId) is { } problem)
                    return problem;
                if (
                    await programmes.FindTerms(programmeId, pipeline.Now, ct) is not { } terms
                    || BudgetKey.Of(terms, pipeline.Now) is not { } budget
                )
                    return Problems.NotFound("programme");
                return new ViewResponse<BudgetView>(
                    StatusCodes.Status200OK,
                    BudgetView.From(
                        await budgets.GetState(budget, ct),
                        await FindState(BudgetKey.OfCompensation(terms, pipeline.Now), ct),
                        await FindState(BudgetKey.OfAdjustments(terms, pipeline.Now), ct),
                        await FindState(BudgetKey.OfOpenings(terms, pipeline.Now), ct),
                        await FindState(BudgetKey.OfGrants(terms, pipeline.Now), ct)
                    ),
                    BudgetsJson.Default.BudgetView
                );
            }
        );

    private async Task<BudgetState?> FindState(BudgetKey? budget, CancellationToken ct) =>
        budget is null ? null : await budgets.GetState(budget, ct);
}
