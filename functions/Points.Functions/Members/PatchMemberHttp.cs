using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Enrolling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>Changes single fields of members' profiles.</summary>
[ApiTag(ApiTags.Members)]
public sealed class PatchMemberHttp(ChangeProfileHandler handler, HttpPipeline pipeline)
{
    /// <summary>The fields that members may change themselves. The others decide what a member may earn.</summary>
    private static readonly string[] OwnFields = ["consents", "locale", "phone", "email", "pets"];

    /// <summary>
    /// Changes the named fields of a profile, as a JSON Merge Patch (RFC 7396). A field that is not named stays, and
    /// null removes it. Members may change their own consents, locale, phone, email and pets. The named programmes are
    /// added to those the member is in.
    /// </summary>
    [Function("PatchMember")]
    [Callers(Roles.Member | Roles.Operator)]
    [RequestBody(typeof(EnrolBody), IsMergePatch = true)]
    [HeaderParameter("If-Match", WriteConditionHeaders.IfMatchDescription)]
    [Response(StatusCodes.Status200OK, typeof(MemberView), HasETag = true)]
    [ProblemResponses(
        "not-found",
        "limit-reached",
        "guardian-needed",
        "version-mismatch",
        "already-exists",
        "address-in-use"
    )]
    public Task<IResult> Patch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "members/{memberId}")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToChange(memberId),
            handle: async caller =>
            {
                if (MergePatch.FindProblem(http) is { } notAPatch)
                    return notAPatch;
                if (WriteConditionHeaders.FindProblem(http, out var condition) is { } invalidHeader)
                    return invalidHeader;
                var body = await JsonBody.Read(http, ct);
                var patch = EnrolBody.Read(body.Fields, memberId, pipeline.Now);
                string[] forbidden = caller.IsOperator
                    ? []
                    : [.. body.Fields.ListNamed().Except(OwnFields, StringComparer.Ordinal)];
                var problem = body.FindProblem();
                if (forbidden.Length > 0)
                    return Problems.ForbiddenFields(forbidden);
                if (problem is not null)
                    return problem;
                var command = new ChangeProfile(memberId, patch, EnrolBody.GiverOf(caller, memberId))
                {
                    Condition = condition,
                };
                var outcome = await handler.Handle(command, caller.ToRequester(memberId), pipeline.Now, ct);
                return MemberResponse.From(outcome, pipeline.Now);
            }
        );
}
