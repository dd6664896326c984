using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Points.Domain.Reading;
using Points.Functions.Http;
using Points.Functions.Notifying;

namespace Points.Local.Notifying;

/// <summary>Shows a member's inbox, as the app on their telephone would.</summary>
internal sealed class InboxHttp(NoticePages pages, Reception reception)
{
    public void Map(IEndpointRouteBuilder routes, CancellationToken ct) =>
        routes.MapGet("/inbox", async (HttpContext http) => await (await reception.AnswerAnyone(http.Request, () => Of(http.Request, ct))).ExecuteAsync(http));

    private Task<IResult> Of(HttpRequest http, CancellationToken ct) =>
        (string?)http.Query["memberId"] is { } memberId && Fields.IsId(memberId)
            ? pages.Answer(http, memberId, ct)
            : Task.FromResult<IResult>(Problems.Invalid("memberId", Fields.IdRule));
}
