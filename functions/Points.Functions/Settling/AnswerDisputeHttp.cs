using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Approving;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Approving;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>An operator answers a merchant's dispute.</summary>
[ApiTag(ApiTags.Settlement)]
public sealed class AnswerDisputeHttp(
    AnswerDisputeHandler handler,
    IDisputes disputes,
    FourEyes fourEyes,
    HttpPipeline pipeline
)
{
    /// <summary>
    /// Answers a dispute. The answer is final. If the dispute is accepted, the disputed line is reversed in the month
    /// of the answer; another operator must approve that first, because it moves money.
    /// </summary>
    [Function("AnswerDispute")]
    [Callers(Roles.Operator | Roles.Finance)]
    [RequestBody(typeof(AnswerBody))]
    [Response(StatusCodes.Status200OK, typeof(DisputeView))]
    [Response(StatusCodes.Status202Accepted, typeof(ApprovalView))]
    [ProblemResponses("not-found", "already-settled")]
    public Task<IResult> Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "partners/{merchantId}/disputes/{disputeId}/answer")]
            HttpRequest http,
        string merchantId,
        string disputeId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Finance,
            handle: async caller =>
            {
                if (PathIdValidation.FindProblem(merchantId, disputeId) is { } invalidPath)
                    return invalidPath;
                var body = await JsonBody.Read(http, ct);
                var answer = AnswerBody.Read(body.Fields);
                if (body.FindProblem() is { } problem)
                    return problem;
                if (await disputes.Find(merchantId, disputeId, ct) is not var (dispute, _))
                    return Problems.NotFound("dispute");
                if (answer.IsAccepted && dispute.Status == DisputeStatus.Open)
                    return await fourEyes.Ask(
                        caller,
                        ApprovalKind.DisputeAcceptance,
                        new AcceptedDispute(merchantId, disputeId, answer.Note).ToJson(),
                        because: "an accepted dispute reverses a settlement line",
                        answer.Note,
                        ledgerKey: null,
                        ct
                    );
                var command = new AnswerDispute(merchantId, disputeId, answer.IsAccepted, answer.Note);
                return DisputeView.Respond(
                    await handler.Handle(command, caller.ToRequester(), pipeline.Now, ct),
                    StatusCodes.Status200OK
                );
            }
        );
}
