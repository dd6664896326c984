using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Acting;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Ports;
using Points.Domain.Redeeming;
using Points.Domain.Wallets;

namespace Points.Cosmos.Wallets;

/// <summary>Wallets in Cosmos DB. A write is one point read and one batch, whatever the wallet's history.</summary>
public sealed class CosmosWalletStore(CosmosClient client) : IWalletStore
{
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public async Task<Outcome> Commit(WalletId wallet, Request request, Func<Wallet, Decision> decide, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Contention.AttemptsMax; attempt++)
        {
            if (await LoadedWallet.Load(_wallets, wallet, ct) is not { } loaded) return await Refuse(wallet, request, new Refusal.MemberNotEnrolled(), ct);
            var outcome = await decide(loaded.Wallet).Match<Task<Outcome?>>(
                accepted: decision => Write(loaded, decision, request, ct),
                refused: async refusal => await Refuse(wallet, request, refusal, ct));
            if (outcome is not null) return outcome;
            await Contention.Pause(attempt, ct);
        }
        throw Contention.Exhausted();
    }

    /// <summary>A replay on a wallet emptied or frozen since gets its first answer, not a refusal.</summary>
    public async Task<Outcome> Refuse(WalletId wallet, Request request, Refusal refusal, CancellationToken ct) =>
        await Replay(wallet, request, null, ct) ?? refusal;

    public async Task<Wallet?> Find(WalletId wallet, CancellationToken ct) => (await LoadedWallet.Load(_wallets, wallet, ct))?.Wallet;

    public async Task<IReadOnlyList<LedgerEntry>> Entries(WalletId wallet, long before, int limit, CancellationToken ct)
    {
        var query = new QueryDefinition(
                "SELECT * FROM c WHERE c.type = @type AND c.programmeId = @programmeId AND c.sequence < @before ORDER BY c.sequence DESC")
            .WithParameter("@type", EntryDocument.TypeName)
            .WithParameter("@programmeId", wallet.ProgrammeId)
            .WithParameter("@before", before);
        var documents = await _wallets.ReadUpTo(limit, query, wallet.MemberId, DocumentJson.Default.PageEntryDocument, ct);
        return [.. documents.Select(document => document.ToEntry())];
    }

    public async Task<Redemption?> FindRedemption(string memberId, string redemptionId, CancellationToken ct)
    {
        var stored = await _wallets.Read(memberId, redemptionId, DocumentJson.Default.RedemptionDocument, ct);
        return stored?.Value is { Type: RedemptionDocument.TypeName } document ? document.ToRedemption() : null;
    }

    /// <returns>Null if the wallet has moved on and must be decided on again.</returns>
    private async Task<Outcome?> Write(LoadedWallet loaded, Decision.Accepted decision, Request request, CancellationToken ct)
    {
        var entry = decision.Posting.Entries[^1];
        return await new WalletCommit(_wallets, loaded, decision).Send(ct) switch
        {
            CommitAnswer.Committed => new Outcome.Booked(entry, Replayed: false),
            CommitAnswer.RequestSeenBefore => await Replay(loaded.Wallet.Id, request, null, ct),
            CommitAnswer.AnswerLost => await StoreFaults.AfterLostAnswer(() => Replay(loaded.Wallet.Id, request, entry, ct)),
            CommitAnswer.OrderSeenBefore => await RefuseOrder(loaded.Wallet.Id, decision, ct),
            CommitAnswer.DeedSeenBefore => await RefuseDeed(loaded.Wallet.Id, decision.Deed!, ct),
            CommitAnswer.WalletMoved => null,
        };
    }

    /// <param name="attempted">The entry whose answer was lost: if it is the one that stands, this is the first answer.</param>
    private async Task<Outcome?> Replay(WalletId wallet, Request request, LedgerEntry? attempted, CancellationToken ct)
    {
        var stored = await _wallets.Read(wallet.MemberId, request.EntryId, DocumentJson.Default.EntryDocument, ct);
        if (stored is null) return null;
        return stored.Value.Fingerprint == request.Fingerprint
            ? new Outcome.Booked(stored.Value.ToEntry(), Replayed: stored.Value.Hash != attempted?.Hash)
            : new Refusal.IdempotencyKeyReused();
    }

    private async Task<Outcome?> RefuseOrder(WalletId wallet, Decision.Accepted decision, CancellationToken ct)
    {
        var order = decision.Order!;
        var id = OrderDocument.IdOf(order.MerchantId, order.OrderId);
        var stored = await _wallets.Read(wallet.MemberId, id, DocumentJson.Default.OrderDocument, ct);
        return stored is null ? null : new Outcome.Refused(new Refusal.OrderAlreadyAccrued(stored.Value.EntryId));
    }

    private async Task<Outcome?> RefuseDeed(WalletId wallet, Deed deed, CancellationToken ct)
    {
        var stored = await _wallets.Read(wallet.MemberId, DeedDocument.IdOf(deed), DocumentJson.Default.DeedDocument, ct);
        return stored is null ? null : new Outcome.Refused(new Refusal.ActionAlreadyCounted(stored.Value.EntryId));
    }
}
