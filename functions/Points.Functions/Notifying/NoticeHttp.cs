using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.Http;

namespace Points.Functions.Notifying;

/// <summary>Shows members what they were told, and operators and auditors what became of it.</summary>
public sealed class NoticeHttp(NoticePages pages, Reception reception)
{
    [Function("Notices")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}/notices")] HttpRequest http,
        string memberId, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.MayRead(memberId), act: async _ =>
            PathIds.FirstFault(memberId) ?? await pages.Answer(http, memberId, ct));
}
