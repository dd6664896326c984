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
    [HeaderParameter("If-Match", WriteConditionHeaders.IfMatchDescription)]
    [Response(StatusCodes.Status200OK, typeof(DraftView), HasETag = true)]
    [ProblemResponses("not-found", "already-settled", "followed", "version-mismatch", "already-exists")]
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
            needed: CallerRule.Operator,
            handle: async caller =>
            {
                if (WriteConditionHeaders.FindProblem(http, out var condition) is { } invalidHeader)
                    return invalidHeader;
                if (RevisionPath.FindProblem(programmeId, number, out var revision) is { } problem)
                    return problem;
                var command = new WithdrawRevision(programmeId, revision) { Condition = condition };
                var outcome = await withdrawals.Handle(command, caller.ToRequester(), pipeline.Now, ct);
                return DraftResponse.From(outcome);
            }
        );
}
