using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Revising;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Announces an operator's revision for a day.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class AnnounceRevisionHttp(AnnounceRevisionHandler announcements, HttpPipeline pipeline)
{
    /// <summary>
    /// Announces a revision for a day. It is in force at once if it hurts nobody and the day has begun.
    /// </summary>
    [Function("AnnounceRevision")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(DayBody))]
    [Response(StatusCodes.Status200OK, typeof(DraftView))]
    [Response(StatusCodes.Status202Accepted, typeof(DraftView))]
    [ProblemResponses(
        "not-found",
        "notice-period",
        "already-announced",
        "already-settled",
        "superseded",
        "limit-reached"
    )]
    public Task<IResult> Announce(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "programmes/{programmeId}/revisions/{number}/announce"
        )]
            HttpRequest http,
        string programmeId,
        string number,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: _ =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    read: DayBody.Read,
                    then: (body, _) =>
                        DraftResponse.Run(
                            programmeId,
                            number,
                            value => announcements.Handle(new(programmeId, value, body.EffectiveOn), pipeline.Now, ct)
                        ),
                    ct
                )
        );
}
