using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Enrolling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>Freezes members.</summary>
[ApiTag(ApiTags.Members)]
public sealed class FreezeHttp(FreezeHandler handler, HttpPipeline pipeline)
{
    /// <summary>Freezes a member's wallets. They neither earn nor spend.</summary>
    [Function("Freeze")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(ReasonBody))]
    [Response(StatusCodes.Status200OK, typeof(MemberView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Freeze(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/freeze")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: _ =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    read: ReasonBody.Read,
                    then: async (reason, _) =>
                        PathIdValidation.FindProblem(memberId)
                        ?? MemberResponse.FromOrNotFound(await handler.Handle(new Freeze(memberId, reason), ct)),
                    ct
                )
        );
}
