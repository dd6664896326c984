using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Approving;
using Points.Domain.Enrolling;
using Points.Functions.Access;
using Points.Functions.Approving;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>Unfreezes members.</summary>
[ApiTag(ApiTags.Members)]
public sealed class UnfreezeHttp(IMemberStore members, FourEyes fourEyes, HttpPipeline pipeline)
{
    /// <summary>
    /// Asks to let a member's wallets earn and spend again. Another operator must approve it. Of a member who is not
    /// frozen, shows the profile.
    /// </summary>
    [Function("Unfreeze")]
    [Callers(Roles.Operator | Roles.Support)]
    [RequestBody(typeof(ReasonBody))]
    [Response(StatusCodes.Status200OK, typeof(MemberView), HasETag = true)]
    [Response(StatusCodes.Status202Accepted, typeof(ApprovalView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Unfreeze(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/unfreeze")] HttpRequest http,
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
                var member = await members.Find(memberId, ct);
                return member is not { FrozenReason: { } frozenBecause }
                    ? MemberResponse.FromOrNotFound(member, pipeline.Now)
                    : await fourEyes.Ask(
                        caller,
                        ApprovalKind.Unfreezing,
                        new ApprovedUnfreezing(memberId, reason).ToJson(),
                        because: $"the member was frozen: {frozenBecause}",
                        reason,
                        member.LedgerKey?.Value,
                        ct
                    );
            }
        );
}
