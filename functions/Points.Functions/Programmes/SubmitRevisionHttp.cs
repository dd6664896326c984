using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Revising;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Takes an operator's revision of a programme as a draft.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class SubmitRevisionHttp(SubmitRevisionHandler submissions, HttpPipeline pipeline)
{
    /// <summary>
    /// Submits a revision of a programme as a draft. The response says what it would change for members.
    /// </summary>
    [Function("SubmitRevision")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(RevisionBody), Schema = "programme")]
    [Response(StatusCodes.Status201Created, typeof(DraftView))]
    [ProblemResponses("prohibited-reward", "terms-not-allowed", "limit-reached")]
    public Task<IResult> Submit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "programmes/{programmeId}/revisions")]
            HttpRequest http,
        string programmeId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: _ =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    read: reader => RevisionBody.Read(reader, programmeId),
                    then: async (body, _) =>
                        body.Problem is { } unlawful
                            ? unlawful
                            : (
                                await submissions.Handle(new(programmeId, body.Document), pipeline.Now, ct)
                            ).Match<IResult>(
                                accepted: it => DraftResponse.From(it, StatusCodes.Status201Created),
                                refused: Problems.From
                            ),
                    ct
                )
        );
}
