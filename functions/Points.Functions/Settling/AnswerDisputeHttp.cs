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
    [Callers(Roles.Operator | Roles.Finance)]
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
            needed: CallerRule.Finance,
            handle: async caller =>
            {
                if (PathIdValidation.FindProblem(merchantId, disputeId) is { } invalidPath)
                    return invalidPath;
                var body = await JsonBody.Read(http, ct);
                var answer = AnswerBody.Read(body.Fields);
                if (body.FindProblem() is { } problem)
                    return problem;
                var command = new AnswerDispute(merchantId, disputeId, answer.IsAccepted, answer.Note);
                var outcome = await handler.Handle(command, caller.ToRequester(), pipeline.Now, ct);
                return outcome.Match<IResult>(
                    recorded: it => DisputeView.Respond(StatusCodes.Status200OK, it.Dispute),
                    refused: Problems.From
                );
            }
        );
}
