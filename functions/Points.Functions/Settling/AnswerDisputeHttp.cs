using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>An operator answers a merchant's dispute.</summary>
[ApiTag(ApiTags.Settlement)]
public sealed class AnswerDisputeHttp(AnswerDisputeHandler handler, HttpPipeline pipeline)
{
    /// <summary>
    /// Answers a dispute. The answer is final. If the dispute is accepted, the disputed line is reversed in the month
    /// of the answer.
    /// </summary>
    [Function("AnswerDispute")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(AnswerBody))]
    [Response(StatusCodes.Status200OK, typeof(DisputeView))]
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
            isAllowed: caller => caller.IsOperator,
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(merchantId, disputeId) is { } problem)
                    return problem;
                return await JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    AnswerBody.Read,
                    (body, _) => Answer(new(merchantId, disputeId, body.IsAccepted, body.Note), ct),
                    ct
                );
            }
        );

    private async Task<IResult> Answer(AnswerDispute command, CancellationToken ct) =>
        (await handler.Handle(command, pipeline.Now, ct)).Match<IResult>(
            recorded: it => DisputeView.Respond(StatusCodes.Status200OK, it.Dispute),
            refused: Problems.From
        );
}
