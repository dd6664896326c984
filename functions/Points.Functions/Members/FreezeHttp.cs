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
    [Callers(Roles.Operator | Roles.Support)]
    [RequestBody(typeof(ReasonBody))]
    [Response(StatusCodes.Status200OK, typeof(MemberView), HasETag = true)]
    [ProblemResponses("not-found")]
    public Task<IResult> Freeze(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/freeze")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Support,
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var reason = ReasonBody.Read(body.Fields);
                if (body.FindProblem() is { } problem)
                    return problem;
                if (PathIdValidation.FindProblem(memberId) is { } invalidPath)
                    return invalidPath;
                var member = await handler.Handle(
                    new Freeze(memberId, reason),
                    caller.ToRequester(memberId),
                    pipeline.Now,
                    ct
                );
                return MemberResponse.FromOrNotFound(member, pipeline.Now);
            }
        );
}
