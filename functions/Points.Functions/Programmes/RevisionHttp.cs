using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Revising;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Shows a revision to operators and auditors.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class RevisionHttp(ProgrammeRevisions revisions, NoticeProgress progress, HttpPipeline pipeline)
{
    /// <summary>Shows a revision with its document. It counts the members affected and those notified.</summary>
    [Function("Revision")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(RevisionView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "programmes/{programmeId}/revisions/{number}")]
            HttpRequest http,
        string programmeId,
        string number,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator || caller.IsAuditor,
            handle: async _ =>
            {
                if (RevisionPath.FindProblem(programmeId, number, out var value) is { } problem)
                    return problem;
                var outcome = await revisions.Find(programmeId, value, pipeline.Now, ct);
                if (outcome is RevisionOutcome.Refused { Refusal: var refusal })
                    return Problems.From(refusal);
                var found = (RevisionOutcome.Accepted)outcome;
                var counts = await progress.Count(found.Revision, pipeline.Now, ct);
                return new ViewResponse<RevisionView>(
                    StatusCodes.Status200OK,
                    RevisionView.From(found, counts),
                    ProgrammesJson.Default.RevisionView
                );
            }
        );
}
