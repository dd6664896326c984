using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Adjusting;
using Points.Domain.Approving;
using Points.Functions.Access;
using Points.Functions.Approving;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Adjusting;

/// <summary>Books adjustments by operators.</summary>
[ApiTag(ApiTags.Wallets)]
public sealed class AdjustHttp(AdjustHandler handler, FourEyes fourEyes, HttpPipeline pipeline)
{
    /// <summary>
    /// Gives a member points, or takes some: goodwill, or the correction of a mistake. The member reads the reason.
    /// What is more than one person may book waits for a second operator: then the answer is 202 with the `approvalId`.
    /// </summary>
    [Function("Adjust")]
    [Callers(Roles.Operator | Roles.Support)]
    [RequestBody(typeof(AdjustBody), NeedsIdempotencyKey = true)]
    [Response(StatusCodes.Status201Created, typeof(AdjustmentView))]
    [Response(StatusCodes.Status202Accepted, typeof(ApprovalView))]
    [ProblemResponses(
        "not-found",
        "member-not-enrolled",
        "member-frozen",
        "not-eligible",
        "not-enough-points",
        "adjustment-already-counted",
        "programme-not-licensed",
        "budget-exhausted",
        "budget-busy",
        "limit-reached"
    )]
    public Task<IResult> Adjust(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/adjustments")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Support,
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var command = AdjustBody.Read(body.Fields, memberId);
                if (body.FindProblem(out var key) is { } problem)
                    return problem;
                var request = pipeline.CreateRequest(
                    caller,
                    memberId,
                    $"members/{memberId}/adjustments",
                    key,
                    command.Fingerprint()
                ) with
                {
                    Reason = command.Reason,
                };
                var outcome = await handler.Handle(command, request, ct);
                return await fourEyes.AskIfNeeded(outcome, caller, ApprovalKind.Adjustment, request, memberId, body, ct)
                    ?? AdjustmentView.Respond(outcome);
            }
        );
}
