using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Cosmos;
using Points.Cosmos.Refunding;
using Points.Cosmos.Relaying;
using Points.Domain.Actors;
using Points.Domain.Ledger;
using Points.Domain.Notifying;
using Points.Domain.Relaying;
using Points.Functions.Access;
using Points.Functions.Auditing;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Functions.Reporting;

namespace Points.Functions.Relaying;

/// <summary>Relays an entry, a notice or an early refund that was set aside, once the reason is gone.</summary>
[ApiTag(ApiTags.Operations)]
public sealed class RelaySetAsideHttp(
    CosmosSetAsideEntries setAsideEntries,
    ILedger ledger,
    INotices notices,
    EntryRelay relay,
    CosmosWaitingRefunds waitingRefunds,
    JournalFeed journal,
    ReportCounting reports,
    HttpPipeline pipeline
)
{
    /// <summary>Relays an entry that was set aside.</summary>
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
            needed: CallerRule.Operator,
            handle: async caller =>
                PathIdValidation.FindProblem(memberId, documentId) ?? await Relay(memberId, documentId, caller, ct)
        );

    private async Task<IResult> Relay(string memberId, string documentId, Caller caller, CancellationToken ct)
    {
        Exception? reason = null;
        try
        {
            if (await FindNotice(memberId, documentId, ct) is { } notice)
                await relay.QueueNotices([notice], ct);
            else if (await ledger.Find(memberId, documentId, ct) is { } entry)
            {
                await relay.RelayEntries([entry], pipeline.Now, (_, _, fault) => Task.FromResult(reason = fault), ct);
                await journal.TryRecord(CosmosContainers.Wallets, memberId, documentId, ct);
                await reports.CatchUp(entry.Wallet, ct);
            }
            else if (
                !await waitingRefunds.TryRelay(memberId, documentId, ct)
                && !await journal.TryRecord(CosmosContainers.Wallets, memberId, documentId, ct)
            )
                return Problems.NotFound("entry");
        }
        catch (InvalidDataException unreadable)
        {
            reason = unreadable;
        }
        if (reason is not null)
            return Problems.StillSetAside(reason.Message);
        var act = new Act(ActKind.SetAsideRelayed, pipeline.Now, caller.ToRequester()) { DocumentId = documentId };
        await setAsideEntries.Remove(memberId, documentId, act, ct);
        return Results.NoContent();
    }

    private async Task<NoticeKey?> FindNotice(string memberId, string documentId, CancellationToken ct) =>
        new NoticeKey(memberId, documentId) is { IsWellFormed: true } key && await notices.Find(key, ct) is not null
            ? key
            : null;
}
