using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Enrolling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>Shows members' profiles.</summary>
[ApiTag(ApiTags.Members)]
public sealed class MemberHttp(IMemberStore members, HttpPipeline pipeline)
{
    /// <summary>Shows a member's profile.</summary>
    [Function("Member")]
    [Callers(Roles.Member | Roles.Operator | Roles.Support | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(MemberView), HasETag = true)]
    [ProblemResponses("not-found")]
    public Task<IResult> Profile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "members/{memberId}")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToRead(memberId),
            handle: async _ =>
                PathIdValidation.FindProblem(memberId)
                ?? MemberResponse.FromOrNotFound(await members.Find(memberId, ct), pipeline.Now)
        );
}
