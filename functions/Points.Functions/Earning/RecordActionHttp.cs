using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Approving;
using Points.Domain.Earning;
using Points.Functions.Access;
using Points.Functions.Approving;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Earning;

/// <summary>Books members' actions other than purchases.</summary>
[ApiTag(ApiTags.Earning)]
public sealed class RecordActionHttp(RecordActionHandler handler, FourEyes fourEyes, HttpPipeline pipeline)
{
    /// <summary>
    /// Books a member's action other than a purchase. It earns the points that the programme has published for it.
    /// What is more than one operator may book waits for a second one: then the answer is 202 with the `approvalId`.
    /// </summary>
    [Function("Act")]
    [Callers(Roles.Member | Roles.Operator)]
    [RequestBody(typeof(RecordActionBody), NeedsIdempotencyKey = true)]
    [Response(StatusCodes.Status201Created, typeof(AccrualView))]
    [Response(StatusCodes.Status202Accepted, typeof(ApprovalView))]
    [ProblemResponses(
        "not-found",
        "member-not-enrolled",
        "member-frozen",
        "not-eligible",
        "action-already-counted",
        "programme-not-licensed",
        "budget-exhausted",
        "budget-busy",
        "limit-reached"
    )]
    public Task<IResult> RecordAction(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/actions")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToChange(memberId),
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var command = RecordActionBody.Read(body.Fields, memberId, caller.IsOperator);
                if (body.FindProblem(out var key) is { } problem)
                    return problem;
                var request = pipeline.CreateRequest(
                    caller,
                    memberId,
                    $"members/{memberId}/actions",
                    key,
                    command.Fingerprint()
                );
                var outcome = await handler.Handle(command, request, ct);
                return await fourEyes.AskIfNeeded(outcome, caller, ApprovalKind.Action, request, memberId, body, ct)
                    ?? AccrualResponse.From(outcome, Viewer.OfEverything);
            }
        );
}
