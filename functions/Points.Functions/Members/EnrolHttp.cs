using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Enrolling;
using Points.Domain.Reading;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>Enrols members.</summary>
[ApiTag(ApiTags.Members)]
public sealed class EnrolHttp(ChangeProfileHandler handler, IMemberStore members, HttpPipeline pipeline)
{
    /// <summary>
    /// Enrols a member, or changes the named fields of an enrolled member's profile. A field that is not named stays,
    /// and null removes it. The named programmes are added to those the member is in.
    /// </summary>
    [Function("Enrol")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(EnrolBody))]
    [HeaderParameter("If-Match", WriteConditionHeaders.IfMatchDescription)]
    [HeaderParameter("If-None-Match", WriteConditionHeaders.IfNoneMatchDescription)]
    [Response(StatusCodes.Status200OK, typeof(MemberView), HasETag = true)]
    [Response(StatusCodes.Status201Created, typeof(MemberView), HasETag = true)]
    [ProblemResponses(
        "not-found",
        "limit-reached",
        "guardian-needed",
        "version-mismatch",
        "already-exists",
        "address-in-use"
    )]
    public Task<IResult> Enrol(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "members/{memberId}")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Operator,
            handle: async caller =>
            {
                if (WriteConditionHeaders.FindProblem(http, out var condition) is { } invalidHeader)
                    return invalidHeader;
                var body = await JsonBody.Read(http, ct);
                var patch = EnrolBody.Read(body.Fields, memberId, pipeline.Now);
                if (!patch.IdentityVerified.IsNamed && !await IsKnown(memberId, ct))
                    body.Fields.AddError("identityVerified", "is required for a new member");
                if (body.FindProblem() is { } problem)
                    return problem;
                var command = new ChangeProfile(memberId, patch, EnrolBody.GiverOf(caller, memberId))
                {
                    MayEnrol = true,
                    Condition = condition,
                };
                var outcome = await handler.Handle(command, caller.ToRequester(memberId), pipeline.Now, ct);
                return MemberResponse.From(outcome, pipeline.Now);
            }
        );

    /// <summary>Only to name a missing field together with the other errors. The commit decides.</summary>
    private async Task<bool> IsKnown(string memberId, CancellationToken ct) =>
        FieldReader.IsId(memberId) && await members.Find(memberId, ct) is not null;
}
