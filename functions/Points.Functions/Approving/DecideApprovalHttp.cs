using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Approving;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Approving;

/// <summary>A second operator decides.</summary>
[ApiTag(ApiTags.Approvals)]
public sealed class DecideApprovalHttp(DecideApprovalHandler handler, HttpPipeline pipeline)
{
    /// <summary>
    /// Approves what another operator asked for, and does it, once. The answer has what it answered. Approving again
    /// shows the same, and continues what was interrupted.
    /// </summary>
    [Function("Approve")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(NoteBody), CanBeEmpty = true)]
    [Response(StatusCodes.Status200OK, typeof(ApprovalView))]
    [ProblemResponses("not-found", "own-request", "already-settled")]
    public Task<IResult> Approve(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "approvals/{approvalId}/approve")] HttpRequest http,
        string approvalId,
        CancellationToken ct
    ) => Decide(http, approvalId, isApproved: true, ct);

    /// <summary>Rejects what another operator asked for.</summary>
    [Function("Reject")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(NoteBody), CanBeEmpty = true)]
    [Response(StatusCodes.Status200OK, typeof(ApprovalView))]
    [ProblemResponses("not-found", "own-request", "already-settled")]
    public Task<IResult> Reject(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "approvals/{approvalId}/reject")] HttpRequest http,
        string approvalId,
        CancellationToken ct
    ) => Decide(http, approvalId, isApproved: false, ct);

    private Task<IResult> Decide(HttpRequest http, string approvalId, bool isApproved, CancellationToken ct) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Operator,
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct, canBeEmpty: true);
                var note = NoteBody.Read(body.Fields);
                if (body.FindProblem() is { } problem)
                    return problem;
                if (PathIdValidation.FindProblem(approvalId) is { } invalidPath)
                    return invalidPath;
                var outcome = await handler.Handle(
                    new(approvalId, isApproved, note),
                    caller.ToRequester(),
                    pipeline.Now,
                    ct
                );
                return outcome.Match<IResult>(
                    decided: it => ApprovalView.Respond(StatusCodes.Status200OK, it, pipeline.Now),
                    refused: Problems.From
                );
            }
        );
}
