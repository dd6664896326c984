using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Revising;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Postpones an operator's announced revision.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class PostponeRevisionHttp(PostponeRevisionHandler postponements, HttpPipeline pipeline)
{
    /// <summary>Postpones an announced revision to a later day.</summary>
    [Function("PostponeRevision")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(DayBody))]
    [HeaderParameter("If-Match", WriteConditionHeaders.IfMatchDescription)]
    [Response(StatusCodes.Status202Accepted, typeof(DraftView), HasETag = true)]
    [ProblemResponses(
        "not-found",
        "not-eligible",
        "notice-period",
        "already-settled",
        "followed",
        "limit-reached",
        "version-mismatch",
        "already-exists"
    )]
    public Task<IResult> Postpone(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "programmes/{programmeId}/revisions/{number}/postpone"
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
                var command = new PostponeRevision(programmeId, revision, day.EffectiveOn) { Condition = condition };
                var outcome = await postponements.Handle(command, caller.ToRequester(), pipeline.Now, ct);
                return DraftResponse.From(outcome);
            }
        );
}
