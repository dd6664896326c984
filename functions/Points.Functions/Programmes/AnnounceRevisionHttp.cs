using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain;
using Points.Domain.Approving;
using Points.Domain.Revising;
using Points.Functions.Access;
using Points.Functions.Approving;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>An operator announces the day on which a revision is to take effect.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class AnnounceRevisionHttp(
    AnnounceRevisionHandler announcements,
    FourEyes fourEyes,
    HttpPipeline pipeline
)
{
    /// <summary>
    /// Announces a revision for a day. It takes effect at once if it disadvantages nobody and the day has begun.
    /// Another operator must approve it first if it disadvantages members, or can give more points, or more for them:
    /// then the answer is 202 with the `approvalId`, nobody is told before, and a day that is too early by then moves
    /// to the first lawful one.
    /// </summary>
    [Function("AnnounceRevision")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(DayBody))]
    [HeaderParameter("If-Match", WriteConditionHeaders.IfMatchDescription)]
    [Response(StatusCodes.Status200OK, typeof(DraftView), HasETag = true)]
    [Response(StatusCodes.Status202Accepted, typeof(ApprovalView))]
    [ProblemResponses(
        "not-found",
        "notice-period",
        "terms-not-allowed",
        "already-announced",
        "already-settled",
        "superseded",
        "limit-reached",
        "version-mismatch",
        "already-exists"
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
            needed: CallerRule.Operator,
            handle: async caller =>
            {
                if (WriteConditionHeaders.FindProblem(http, out var condition) is { } invalidHeader)
                    return invalidHeader;
                var body = await JsonBody.Read(http, ct);
                var day = DayBody.Read(body.Fields);
                if (body.FindProblem() is { } problem)
                    return problem;
                if (RevisionPath.FindProblem(programmeId, number, out var revision) is { } invalidPath)
                    return invalidPath;
                var command = new AnnounceRevision(programmeId, revision, day.EffectiveOn) { Condition = condition };
                var outcome = await announcements.Handle(command, caller.ToRequester(), pipeline.Now, ct);
                return outcome is RevisionOutcome.Refused { Refusal: Refusal.ApprovalNeeded { Because: var because } }
                    ? await fourEyes.Ask(
                        caller,
                        ApprovalKind.Announcement,
                        new ApprovedAnnouncement(programmeId, revision, day.EffectiveOn).ToJson(),
                        because,
                        reason: null,
                        ledgerKey: null,
                        ct
                    )
                    : DraftResponse.From(outcome, StatusCodes.Status200OK);
            }
        );
}
