using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Wallets;

/// <summary>Reads wallets and their ledgers.</summary>
[ApiTag(ApiTags.Wallets)]
public sealed class WalletHttp(
    IWalletStore wallets,
    IMemberStore members,
    IProgrammes programmes,
    HttpPipeline pipeline
)
{
    /// <summary>Returns a wallet with all its open lots.</summary>
    [Function("Wallet")]
    [Callers(Roles.Member | Roles.Operator | Roles.Support | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(WalletView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "members/{memberId}/wallets/{programmeId}")]
            HttpRequest http,
        string memberId,
        string programmeId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToRead(memberId),
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(memberId, programmeId) is { } fault)
                    return fault;
                return await FindView(new(memberId, programmeId), pipeline.Now, ct) is { } view
                    ? new ViewResponse<WalletView>(StatusCodes.Status200OK, view, WalletsJson.Default.WalletView)
                    : Problems.NotFound("wallet");
            }
        );

    /// <summary>Returns all wallets of a member.</summary>
    [Function("Wallets")]
    [Callers(Roles.Member | Roles.Operator | Roles.Support | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(ListView<NamedWalletView>))]
    [ProblemResponses("not-found")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "members/{memberId}/wallets")]
            HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToRead(memberId),
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(memberId) is { } fault)
                    return fault;
                if (await members.Find(memberId, ct) is not { } member)
                    return Problems.NotFound("member");
                var (now, views) = (pipeline.Now, new List<NamedWalletView>());
                foreach (var programmeId in member.Programmes)
                    if (await FindView(new(memberId, programmeId), now, ct) is { } view)
                        views.Add(new(programmeId, view));
                return new ViewResponse<ListView<NamedWalletView>>(
                    StatusCodes.Status200OK,
                    new(views, null),
                    WalletsJson.Default.ListViewNamedWalletView
                );
            }
        );

    /// <summary>Lists the ledger entries of a wallet, newest first.</summary>
    [Function("Entries")]
    [Callers(Roles.Member | Roles.Operator | Roles.Support | Roles.Auditor)]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<EntryView>))]
    [ProblemResponses("not-found")]
    public Task<IResult> Entries(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "members/{memberId}/wallets/{programmeId}/entries"
        )]
            HttpRequest http,
        string memberId,
        string programmeId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToRead(memberId),
            handle: async caller =>
            {
                if (PathIdValidation.FindProblem(memberId, programmeId) is { } fault)
                    return fault;
                var asked = PageRequest.Read(http);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                var wallet = new WalletId(memberId, programmeId);
                if (await wallets.Find(wallet, ct) is null)
                    return Problems.NotFound("wallet");
                return new ViewResponse<ListView<EntryView>>(
                    StatusCodes.Status200OK,
                    await ReadPage(wallet, paging, showsClient: !caller.IsMember(memberId), ct),
                    WalletsJson.Default.ListViewEntryView
                );
            }
        );

    private async Task<ListView<EntryView>> ReadPage(
        WalletId wallet,
        PageRequest paging,
        bool showsClient,
        CancellationToken ct
    )
    {
        var entries = await wallets.ListEntries(wallet, paging.Before, paging.Limit, ct);
        // Sequence numbers have no gaps and end at 1, so the oldest entry of the page tells whether more follow.
        var oldest = entries.Count > 0 ? entries[^1].Sequence : 1;
        return new(
            [.. entries.Select(it => EntryView.From(it, showsClient))],
            oldest > 1 ? PageRequest.CursorAfter(oldest) : null
        );
    }

    private async Task<WalletView?> FindView(WalletId id, DateTimeOffset now, CancellationToken ct) =>
        await programmes.FindTerms(id.ProgrammeId, now, ct) is { } terms && await wallets.Find(id, ct) is { } wallet
            ? WalletView.From(wallet, terms, now)
            : null;
}
