using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Auditing;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Auditing;

/// <summary>Shows auditors what members of staff did.</summary>
[ApiTag(ApiTags.Auditing)]
public sealed class StaffActionsHttp(IJournal journal, HttpPipeline pipeline)
{
    /// <summary>
    /// Lists what members of staff did, newest first. A page may be short, or empty, although older items follow: there
    /// are more as long as it has `next`. What is done while a list is read changes none of its later pages.
    /// </summary>
    [Function("StaffActions")]
    [Callers(Roles.Auditor)]
    [Paged]
    [QueryParameter("from", QueryTime.From, Pattern = QueryTime.Pattern)]
    [QueryParameter("to", QueryTime.To, Pattern = QueryTime.Pattern)]
    [QueryParameter("actor", "Only what this person did: the `sub` of their token.")]
    [QueryParameter("kind", "Only this kind: that of an entry, such as `adjustment`, or of an act, such as `frozen`.")]
    [Response(StatusCodes.Status200OK, typeof(ListView<StaffActionView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "audit/actions")] HttpRequest http,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Auditor,
            handle: async _ =>
            {
                var asked = StaffActionsRequest.Read(http);
                if (!asked.TryGetValue(out var request))
                    return Problems.Invalid(asked.Errors);
                var page = await journal.Read(request.Search, request.Limit, ct);
                return new ViewResponse<ListView<StaffActionView>>(
                    StatusCodes.Status200OK,
                    new(
                        [.. page.Items.Select(it => StaffActionView.From(it.Item, it.Subject))],
                        page.Next is { } next ? KeyPageRequest.CursorAfter(next) : null
                    ),
                    AuditingJson.Default.ListViewStaffActionView
                );
            }
        );
}
