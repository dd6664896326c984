using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ledger;
using Points.Domain.Notifying;
using Points.Domain.Relaying;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Relaying;

/// <summary>Shows what of the ledger's feed was left aside, and passes it on once it can be: entries, and notices, which are delivered again as far as they are not.</summary>
[ApiTag(ApiTags.Operations)]
public sealed class SetAsideHttp(
    ISetAsideEntries setAsideEntries,
    ILedger ledger,
    INotices notices,
    EntryRelay relay,
    HttpPipeline pipeline
)
{
    /// <summary>Lists what of the ledger could not be passed on.</summary>
    [Function("Poison")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<PoisonView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ledger/poison")] HttpRequest http,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator || caller.IsAuditor,
            handle: async _ =>
            {
                var asked = KeyPageRequest.Read(http, isKey: _ => true);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                var page = paging.ToListView(
                    await setAsideEntries.List(paging.After, paging.Limit + 1, ct),
                    PoisonView.From,
                    it => it.SortKey
                );
                return new ViewResponse<ListView<PoisonView>>(
                    StatusCodes.Status200OK,
                    page,
                    RelayingJson.Default.ListViewPoisonView
                );
            }
        );

    /// <summary>Passes on what was left aside, once it can be.</summary>
    [Function("RelayPoison")]
    [Callers(Roles.Operator)]
    [Response(StatusCodes.Status204NoContent)]
    [ProblemResponses("not-found", "still-poison")]
    public Task<IResult> Relay(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ledger/poison/{memberId}/{documentId}/relay")]
            HttpRequest http,
        string memberId,
        string documentId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(memberId, documentId) is { } fault)
                    return fault;
                Exception? again = null;
                try
                {
                    if (
                        NoticeKey.Parse($"{new NoticeKey(memberId, documentId)}") is { } notice
                        && await notices.Find(notice, ct) is not null
                    )
                    {
                        await relay.QueueNotices([notice], ct);
                        return await Remove(memberId, documentId, ct);
                    }
                    if (await ledger.Find(memberId, documentId, ct) is not { } found)
                        return Problems.NotFound("entry");
                    await relay.RelayEntries([found], pipeline.Now, (_, _, why) => Task.FromResult(again = why), ct);
                }
                catch (InvalidDataException unreadable)
                {
                    again = unreadable;
                }
                if (again is not null)
                    return Problems.StillSetAside(again.Message);
                return await Remove(memberId, documentId, ct);
            }
        );

    private async Task<IResult> Remove(string memberId, string documentId, CancellationToken ct)
    {
        await setAsideEntries.Remove(memberId, documentId, ct);
        return Results.NoContent();
    }
}

/// <param name="DocumentId">Of the entry that was left aside.</param>
internal sealed record PoisonView(string? MemberId, string DocumentId, string Why, DateTimeOffset At)
{
    public static PoisonView From(SetAsideEntry it) => new(it.MemberId, it.DocumentId, it.Reason, it.At);
}
