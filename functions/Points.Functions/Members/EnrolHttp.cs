using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Enrolling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>Enrols members.</summary>
[ApiTag(ApiTags.Members)]
public sealed class EnrolHttp(EnrolHandler handler, HttpPipeline pipeline)
{
    /// <summary>
    /// Enrols a member, or replaces an enrolled member's profile. The named programmes are added to those the member is
    /// in.
    /// </summary>
    [Function("Enrol")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(EnrolBody))]
    [Response(StatusCodes.Status200OK, typeof(MemberView))]
    [Response(StatusCodes.Status201Created, typeof(MemberView))]
    [ProblemResponses("not-found", "limit-reached")]
    public Task<IResult> Enrol(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "members/{memberId}")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: async _ =>
            {
                var body = await JsonBody.Read(http, ct);
                var command = EnrolBody.Read(body.Fields, memberId, pipeline.Now);
                if (body.FindProblem() is { } problem)
                    return problem;
                var outcome = await handler.Handle(command, pipeline.Now, ct);
                return outcome.Match<IResult>(enrolled: Respond, refused: Problems.From);
            }
        );

    private static ViewResponse<MemberView> Respond(EnrolmentOutcome.Enrolled it) =>
        MemberResponse.From(it.Member, it.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
}
