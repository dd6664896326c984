using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ports;
using Points.Domain.Wallets;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Wallets;

/// <summary>Shows wallets and their ledgers, as they are now.</summary>
[Area(Areas.Wallets)]
public sealed class WalletHttp(IWalletStore wallets, IMemberStore members, IProgrammes programmes, Reception reception)
{
    /// <summary>Shows a wallet as it is now. Every open lot is there.</summary>
    [Function("Wallet")]
    [Callers(Roles.Member | Roles.Operator | Roles.Auditor)]
    [Gives(StatusCodes.Status200OK, typeof(WalletView))]
    [Refuses("not-found")]
    public Task<IResult> One(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}/wallets/{programmeId}")]
            HttpRequest http,
        string memberId,
        string programmeId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.MayRead(memberId),
            act: async _ =>
            {
                if (PathIds.FirstFault(memberId, programmeId) is { } fault)
                    return fault;
                return await ViewOf(new(memberId, programmeId), reception.Now, ct) is { } view
                    ? new Answer<WalletView>(StatusCodes.Status200OK, view, WalletsJson.Default.WalletView)
                    : Problems.NotFound("wallet");
            }
        );

    /// <summary>Shows all of a member's wallets.</summary>
    [Function("Wallets")]
    [Callers(Roles.Member | Roles.Operator | Roles.Auditor)]
    [Gives(StatusCodes.Status200OK, typeof(ListView<NamedWalletView>))]
    [Refuses("not-found")]
    public Task<IResult> All(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}/wallets")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.MayRead(memberId),
            act: async _ =>
            {
                if (PathIds.FirstFault(memberId) is { } fault)
                    return fault;
                if (await members.Find(memberId, ct) is not { } member)
                    return Problems.NotFound("member");
                var (now, views) = (reception.Now, new List<NamedWalletView>());
                foreach (var programmeId in member.Programmes)
                    if (await ViewOf(new(memberId, programmeId), now, ct) is { } view)
                        views.Add(new(programmeId, view));
                return new Answer<ListView<NamedWalletView>>(
                    StatusCodes.Status200OK,
                    new(views, null),
                    WalletsJson.Default.ListViewNamedWalletView
                );
            }
        );

    /// <summary>Shows the ledger of a wallet, newest entry first.</summary>
    [Function("Entries")]
    [Callers(Roles.Member | Roles.Operator | Roles.Auditor)]
    [Pages]
    [Gives(StatusCodes.Status200OK, typeof(ListView<EntryView>))]
    [Refuses("not-found")]
    public Task<IResult> Entries(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}/wallets/{programmeId}/entries")]
            HttpRequest http,
        string memberId,
        string programmeId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.MayRead(memberId),
            act: async _ =>
            {
                if (PathIds.FirstFault(memberId, programmeId) is { } fault)
                    return fault;
                var asked = Paging.Of(http);
                if (!asked.Succeeded(out var paging))
                    return Problems.Invalid(asked.Faults);
                var wallet = new WalletId(memberId, programmeId);
                if (await wallets.Find(wallet, ct) is null)
                    return Problems.NotFound("wallet");
                return new Answer<ListView<EntryView>>(
                    StatusCodes.Status200OK,
                    await Page(wallet, paging, ct),
                    WalletsJson.Default.ListViewEntryView
                );
            }
        );

    private async Task<ListView<EntryView>> Page(WalletId wallet, Paging paging, CancellationToken ct)
    {
        var entries = await wallets.Entries(wallet, paging.Before, paging.Limit, ct);
        // Numbers have no gaps and end at 1, so the last one on the page tells whether more follow.
        var next = entries.Count > 0 && entries[^1].Sequence > 1 ? Paging.After(entries[^1].Sequence) : null;
        return new([.. entries.Select(EntryView.Of)], next);
    }

    private async Task<WalletView?> ViewOf(WalletId id, DateTimeOffset now, CancellationToken ct) =>
        await programmes.TermsOf(id.ProgrammeId, now, ct) is { } terms && await wallets.Find(id, ct) is { } wallet
            ? WalletView.Of(wallet, terms, now)
            : null;
}
