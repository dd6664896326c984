using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Reading;
using Points.Domain.Revising;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Takes an operator's revision of a programme as a draft.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class SubmitRevisionHttp(
    SubmitRevisionHandler submissions,
    ProgrammeRevisions revisions,
    HttpPipeline pipeline
)
{
    /// <summary>
    /// Submits a revision of a programme as a draft. The response says what it would change for members.
    /// </summary>
    [Function("SubmitRevision")]
    [Callers(Roles.Operator | Roles.Marketing)]
    [RequestBody(typeof(RevisionBody), Schema = "programme")]
    [Response(StatusCodes.Status201Created, typeof(DraftView), HasETag = true)]
    [ProblemResponses("prohibited-reward", "terms-not-allowed", "limit-reached")]
    public Task<IResult> Submit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "programmes/{programmeId}/revisions")]
            HttpRequest http,
        string programmeId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Marketing,
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var history = FieldReader.IsId(programmeId)
                    ? await revisions.LoadHistory(programmeId, ct)
                    : RevisionHistory.None;
                var submitted = RevisionBody.Read(body.Fields, programmeId, history, pipeline.Now);
                if (body.FindProblem() is { } problem)
                    return problem;
                if (submitted.Problem is { } unlawful)
                    return unlawful;
                var outcome = await submissions.Handle(
                    new(programmeId, submitted.Document),
                    caller.ToRequester(),
                    pipeline.Now,
                    ct
                );
                return DraftResponse.From(outcome, StatusCodes.Status201Created);
            }
        );
}
