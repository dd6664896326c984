using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Complaining;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Complaining;

/// <summary>A member complains.</summary>
[ApiTag(ApiTags.Complaints)]
public sealed class RaiseComplaintHttp(RaiseComplaintHandler handler, HttpPipeline pipeline)
{
    /// <summary>
    /// Raises a complaint about a redemption or a ledger entry of the member. It is answered by the day that the answer
    /// names. Staff can raise it for a member who complains to them.
    /// </summary>
    [Function("RaiseComplaint")]
    [Callers(Roles.Member | Roles.Operator | Roles.Support)]
    [RequestBody(typeof(ComplaintBody), NeedsIdempotencyKey = true)]
    [Response(StatusCodes.Status201Created, typeof(ComplaintView))]
    [ProblemResponses("not-found", "member-not-enrolled", "limit-reached")]
    public Task<IResult> Raise(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/complaints")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToComplainFor(memberId),
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var command = ComplaintBody.Read(body.Fields, memberId);
                if (body.FindProblem(out var key) is { } problem)
                    return problem;
                var request = pipeline.CreateRequest(
                    caller,
                    memberId,
                    $"members/{memberId}/complaints",
                    key,
                    command.Fingerprint()
                );
                return ComplaintView.Respond(
                    await handler.Handle(command, request, ct),
                    StatusCodes.Status201Created,
                    request.Now
                );
            }
        );
}
