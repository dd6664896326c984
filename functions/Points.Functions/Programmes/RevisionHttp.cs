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
                RevisionPath.FindProblem(programmeId, number, out var value) is { } problem
                    ? problem
                    : await (await revisions.Find(programmeId, value, pipeline.Now, ct)).Match<Task<IResult>>(
                        accepted: async it => new ViewResponse<RevisionView>(
                            StatusCodes.Status200OK,
                            RevisionView.From(it, await progress.Count(it.Revision, pipeline.Now, ct)),
                            ProgrammesJson.Default.RevisionView
                        ),
                        refused: why => Task.FromResult<IResult>(Problems.From(why))
                    )
        );
}
