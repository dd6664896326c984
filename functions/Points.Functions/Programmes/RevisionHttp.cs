using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Programmes;
using Points.Domain.Revising;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Shows a revision to operators and auditors.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class RevisionHttp(ProgrammeRevisions revisions, NoticeProgress progress, HttpPipeline pipeline)
{
    /// <summary>
    /// Shows a revision with its document. It counts the members affected and those notified, and those whom the
    /// channels cannot reach.
    /// </summary>
    [Function("Revision")]
    [Callers(Roles.Operator | Roles.Marketing | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(RevisionView), HasETag = true)]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "programmes/{programmeId}/revisions/{number}"
        )]
            HttpRequest http,
        string programmeId,
        string number,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.MarketingOrAuditor,
            handle: async _ =>
            {
                if (RevisionPath.FindProblem(programmeId, number, out var value) is { } problem)
                    return problem;
                var outcome = await revisions.Find(programmeId, value, pipeline.Now, ct);
                if (outcome is RevisionOutcome.Refused { Refusal: var refusal })
                    return Problems.From(refusal);
                var found = (RevisionOutcome.Accepted)outcome;
                var counts = await progress.Count(found.Revision, pipeline.Now, ct);
                var addresses = IsStillToCome(found.Status)
                    ? await progress.CountAddresses(programmeId, pipeline.Now, ct)
                    : null;
                return new ViewResponse<RevisionView>(
                    StatusCodes.Status200OK,
                    RevisionView.From(found, counts, addresses),
                    ProgrammesJson.Default.RevisionView
                )
                {
                    Version = found.Revision.Progress.Version,
                };
            }
        );

    private static bool IsStillToCome(RevisionStatus status) =>
        status is RevisionStatus.Draft or RevisionStatus.Announced or RevisionStatus.Postponed;
}
