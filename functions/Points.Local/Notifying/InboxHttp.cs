using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Points.Domain.Reading;
using Points.Functions.Http;
using Points.Functions.Notifying;

namespace Points.Local.Notifying;

/// <summary>Shows a member's inbox over HTTP, as the member's app would.</summary>
internal sealed class InboxHttp(NoticePages pages, HttpPipeline pipeline)
{
    public void Map(IEndpointRouteBuilder routes, CancellationToken ct) =>
        routes.MapGet("/inbox", http => Get(http, ct));

    private async Task Get(HttpContext http, CancellationToken ct)
    {
        var answer = await pipeline.RunPublic(http.Request, () => InboxOf(http.Request, ct));
        await answer.ExecuteAsync(http);
    }

    private Task<IResult> InboxOf(HttpRequest http, CancellationToken ct) =>
        (string?)http.Query["memberId"] is { } memberId && FieldReader.IsId(memberId)
            ? pages.List(http, memberId, ct)
            : Task.FromResult<IResult>(Problems.Invalid("memberId", FieldReader.IdRule));
}
