using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Revising;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Withdraws an operator's revision that is not in force.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class WithdrawRevisionHttp(WithdrawRevisionHandler withdrawals, HttpPipeline pipeline)
{
    /// <summary>Withdraws a revision that is not in force.</summary>
    [Function("WithdrawRevision")]
    [Callers(Roles.Operator)]
    [Response(StatusCodes.Status200OK, typeof(DraftView))]
    [ProblemResponses("not-found", "already-settled", "followed")]
    public Task<IResult> Withdraw(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "programmes/{programmeId}/revisions/{number}/withdraw"
        )]
            HttpRequest http,
        string programmeId,
        string number,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: async _ =>
            {
                if (RevisionPath.FindProblem(programmeId, number, out var revision) is { } problem)
                    return problem;
                var outcome = await withdrawals.Handle(new(programmeId, revision), pipeline.Now, ct);
                return DraftResponse.From(outcome);
            }
        );
}
