using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Revising;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Lists programmes' revisions.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class RevisionsHttp(ProgrammeRevisions revisions, HttpPipeline pipeline)
{
    /// <summary>Lists a programme's revisions, newest first, with drafts and those that were withdrawn.</summary>
    [Function("Revisions")]
    [Callers(Roles.Operator | Roles.Marketing | Roles.Auditor)]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<ListedRevisionView>))]
    [ProblemResponses("not-found")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "programmes/{programmeId}/revisions")]
            HttpRequest http,
        string programmeId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.MarketingOrAuditor,
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(programmeId) is { } problem)
                    return problem;
                var asked = PageRequest.Read(http);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                if (await revisions.List(programmeId, pipeline.Now, ct) is not { } listed)
                    return Problems.NotFound("programme");
                var rest = listed.Where(it => it.Progress.Number < paging.Before).ToArray();
                var page = rest.Take(paging.Limit).Select(it => ListedRevisionView.From(it.Progress, it.Status));
                var next = rest.Length > paging.Limit ? rest[paging.Limit - 1].Progress.Number : (int?)null;
                return new ViewResponse<ListView<ListedRevisionView>>(
                    StatusCodes.Status200OK,
                    new([.. page], next is { } last ? PageRequest.CursorAfter(last) : null),
                    ProgrammesJson.Default.ListViewListedRevisionView
                );
            }
        );
}
