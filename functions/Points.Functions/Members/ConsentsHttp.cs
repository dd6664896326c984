using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>Shows how members' consents have changed.</summary>
[ApiTag(ApiTags.Members)]
public sealed class ConsentsHttp(IMemberStore members, HttpPipeline pipeline)
{
    /// <summary>
    /// Lists the changes of a member's consents, newest first. Of each purpose the first change and the newest 24 are
    /// kept.
    /// </summary>
    [Function("Consents")]
    [Callers(Roles.Member | Roles.Operator | Roles.Support | Roles.Auditor)]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<ConsentRecordView>))]
    [ProblemResponses("not-found")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "members/{memberId}/consents")]
            HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToRead(memberId),
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(memberId) is { } problem)
                    return problem;
                var page = PageRequest.Read(http);
                if (!page.TryGetValue(out var paging))
                    return Problems.Invalid(page.Errors);
                return await members.Find(memberId, ct) is { } member
                    ? new ViewResponse<ListView<ConsentRecordView>>(
                        StatusCodes.Status200OK,
                        PageOf([.. member.Consents.ListChanges()], paging),
                        MembersJson.Default.ListViewConsentRecordView
                    )
                    : Problems.NotFound("member");
            }
        );

    /// <summary>Changes are numbered from the oldest, so that newer ones do not move a page.</summary>
    private static ListView<ConsentRecordView> PageOf(ConsentRecord[] newestFirst, PageRequest paging)
    {
        var start = (int)Math.Max(0, newestFirst.Length - (paging.Before - 1));
        var items = newestFirst.Skip(start).Take(paging.Limit).Select(ConsentRecordView.From).ToArray();
        var left = newestFirst.Length - start - items.Length;
        return new(items, left > 0 ? PageRequest.CursorAfter(left + 1) : null);
    }
}
