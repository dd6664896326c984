using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Notifying;

/// <summary>Shows a member's notices and their delivery.</summary>
[ApiTag(ApiTags.Notices)]
public sealed class NoticeHttp(NoticePages pages, HttpPipeline pipeline)
{
    /// <summary>Lists a member's notices, newest first. Each shows its deliveries and receipts.</summary>
    [Function("Notices")]
    [Callers(Roles.Member | Roles.Operator | Roles.Support | Roles.Auditor)]
    [HeaderParameter("Accept-Language", "Chinese or English; by default the member's language.")]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<MemberNoticeView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "members/{memberId}/notices")]
            HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToRead(memberId),
            handle: async _ => PathIdValidation.FindProblem(memberId) ?? await pages.List(http, memberId, ct)
        );
}
