using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Notifying;
using Points.Domain.Ports;
using Points.Domain.Relaying;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Relaying;

/// <summary>Shows what of the ledger's feed was left aside, and passes it on once it can be: entries, and notices, which are delivered again as far as they are not.</summary>
[Area(Areas.Operations)]
public sealed class PoisonHttp(IPoison poison, ILedger ledger, INotices notices, Relay relay, Reception reception)
{
    /// <summary>Lists what of the ledger could not be passed on.</summary>
    [Function("Poison")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Pages]
    [Gives(StatusCodes.Status200OK, typeof(ListView<PoisonView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ledger/poison")] HttpRequest http,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsOperator || caller.IsAuditor,
            act: async _ =>
            {
                var asked = KeyPaging.Of(http, isKey: _ => true);
                if (!asked.Succeeded(out var paging))
                    return Problems.Invalid(asked.Faults);
                var page = paging.Page(
                    await poison.List(paging.From, paging.Limit + 1, ct),
                    PoisonView.Of,
                    it => it.Order
                );
                return new Answer<ListView<PoisonView>>(
                    StatusCodes.Status200OK,
                    page,
                    RelayingJson.Default.ListViewPoisonView
                );
            }
        );

    /// <summary>Passes on what was left aside, once it can be.</summary>
    [Function("RelayPoison")]
    [Callers(Roles.Operator)]
    [Gives(StatusCodes.Status204NoContent)]
    [Refuses("not-found", "still-poison")]
    public Task<IResult> PassOn(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ledger/poison/{memberId}/{documentId}/relay")]
            HttpRequest http,
        string memberId,
        string documentId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsOperator,
            act: async _ =>
            {
                if (PathIds.FirstFault(memberId, documentId) is { } fault)
                    return fault;
                Exception? again = null;
                try
                {
                    if (
                        NoticeName.Parse($"{new NoticeName(memberId, documentId)}") is { } notice
                        && await notices.Find(notice, ct) is not null
                    )
                    {
                        await relay.HaveDelivered([notice], ct);
                        return await Done(memberId, documentId, ct);
                    }
                    if (await ledger.Find(memberId, documentId, ct) is not { } found)
                        return Problems.NotFound("entry");
                    await relay.Pass([found], reception.Now, (_, _, why) => Task.FromResult(again = why), ct);
                }
                catch (InvalidDataException unreadable)
                {
                    again = unreadable;
                }
                if (again is not null)
                    return Problems.StillPoison(again.Message);
                return await Done(memberId, documentId, ct);
            }
        );

    private async Task<IResult> Done(string memberId, string documentId, CancellationToken ct)
    {
        await poison.Remove(memberId, documentId, ct);
        return Results.NoContent();
    }
}

/// <param name="DocumentId">Of the entry that was left aside.</param>
internal sealed record PoisonView(string? MemberId, string DocumentId, string Why, DateTimeOffset At)
{
    public static PoisonView Of(Poisoned it) => new(it.MemberId, it.DocumentId, it.Why, it.At);
}
