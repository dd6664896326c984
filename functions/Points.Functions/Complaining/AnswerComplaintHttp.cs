using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Complaining;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Complaining;

/// <summary>An operator, or support, answers a complaint.</summary>
[ApiTag(ApiTags.Complaints)]
public sealed class AnswerComplaintHttp(AnswerComplaintHandler handler, HttpPipeline pipeline)
{
    /// <summary>Answers a complaint. The answer is final, and the member gets a notice that there is one.</summary>
    [Function("AnswerComplaint")]
    [Callers(Roles.Operator | Roles.Support)]
    [RequestBody(typeof(ComplaintAnswerBody), NeedsIdempotencyKey = true)]
    [Response(StatusCodes.Status200OK, typeof(ComplaintView))]
    [ProblemResponses("not-found", "already-settled", "own-request")]
    public Task<IResult> Answer(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "members/{memberId}/complaints/{complaintId}/answer"
        )]
            HttpRequest http,
        string memberId,
        string complaintId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Support,
            handle: async caller =>
            {
                if (PathIdValidation.FindProblem(memberId, complaintId) is { } invalidPath)
                    return invalidPath;
                var body = await JsonBody.Read(http, ct);
                var command = ComplaintAnswerBody.Read(body.Fields, memberId, complaintId);
                if (body.FindProblem(out var key) is { } problem)
                    return problem;
                // A person who has the role answers; the caller is no member here, not even by the same name.
                var request = pipeline.CreateRequest(
                    caller,
                    memberId,
                    $"members/{memberId}/complaints/{complaintId}/answer",
                    key,
                    command.Fingerprint()
                ) with
                {
                    By = caller.ToRequester(),
                };
                return ComplaintView.Respond(
                    await handler.Handle(command, request, ct),
                    StatusCodes.Status200OK,
                    request.Now
                );
            }
        );
}
