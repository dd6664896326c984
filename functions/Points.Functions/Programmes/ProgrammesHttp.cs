using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Reading;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Lists the programmes to everybody.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class ProgrammesHttp(IProgrammes programmes, ProgrammeIds ids, HttpPipeline pipeline)
{
    /// <summary>
    /// Lists the programmes in force, by their ids: with names, the revision in force and the one that follows. A page
    /// may have fewer than <c>limit</c>.
    /// </summary>
    [Function("Programmes")]
    [Public]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<ProgrammeView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "programmes")] HttpRequest http,
        CancellationToken ct
    ) =>
        pipeline.RunPublicRead(
            http,
            async () =>
            {
                var asked = KeyPageRequest.Read(http, FieldReader.IsId);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                var rest = (await ids.List(ct)).Where(id => string.CompareOrdinal(id, paging.After) > 0);
                var page = paging.ToListView([.. rest.Take(paging.Limit + 1)], id => id, id => id);
                return new ViewResponse<ListView<ProgrammeView>>(
                    StatusCodes.Status200OK,
                    new(await ShowAll(page.Items, ct), page.Next),
                    ProgrammesJson.Default.ListViewProgrammeView
                );
            }
        );

    private async Task<IReadOnlyList<ProgrammeView>> ShowAll(IEnumerable<string> programmeIds, CancellationToken ct)
    {
        var found = await Task.WhenAll(programmeIds.Select(id => programmes.Find(id, ct)));
        var views = found.Select(it => it is null ? null : ProgrammeView.From(it, pipeline.Now));
        return [.. views.OfType<ProgrammeView>()];
    }
}
