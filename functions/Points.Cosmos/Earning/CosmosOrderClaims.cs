using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Cosmos.Wallets;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Earning;

/// <summary>
/// Claims of orders in the container for lookups. A purchase costs one request for its claim. It is sent beside the
/// wallet's read, if this instance knows the key of the member's ledger, and otherwise after it.
/// </summary>
/// <param name="clock">
/// Real time: operators can set the business time, but claims must age for all instances alike.
/// </param>
public sealed class CosmosOrderClaims(
    CosmosClient client,
    DeploymentKey deploymentKey,
    ILedgerKeys ledgerKeys,
    TimeProvider clock
) : IOrderClaims
{
    /// <summary>A claim with less time left is not begun.</summary>
    private static readonly TimeSpan TimeLeftMin = TimeSpan.FromSeconds(1);

    /// <summary>Stands for the ledger of somebody who has none.</summary>
    private static readonly LedgerKey NoLedger = new("");

    private readonly StoredOrderClaims _stored = new(client);
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);
    private readonly RecalledLedgerKeys _recalled = new();

    public async Task<OrderClaim?> TryMake(
        OrderToClaim order,
        WalletId wallet,
        Task<ReadWallet?> reading,
        Request request,
        CancellationToken ct
    )
    {
        var recalled = _recalled.Find(wallet.MemberId);
        var claim = recalled is null ? null : await Create(order, recalled, request, ct);
        if (await reading is not { Wallet.LedgerKey: var key })
        {
            if (claim is not null)
                await GiveUp(claim, ct);
            return null;
        }
        if (key == recalled)
            return claim;
        // The member's ledger has not been read here before, or the member was erased and has enrolled again.
        if (claim is not null)
            await GiveUp(claim, ct);
        _recalled.Remember(wallet.MemberId, key);
        return await Create(order, key, request, ct);
    }

    public async Task<OrderClaimResult> TakeOver(
        OrderToClaim order,
        ReadWallet read,
        Request request,
        CancellationToken ct
    )
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var now = clock.GetUtcNow();
            var next = await BuildDocument(order, read.Wallet.LedgerKey, request, now, ct);
            if (await _stored.Find(next.Id, ct) is not { } stored)
            {
                if (await _stored.Create(next, ct) is { } created)
                    return new(ClaimOf(order, created, now), Refusal: null);
            }
            else
            {
                var (action, found) = await Decide(stored.Value.ToClaim(), order.Key, read.Wallet.LedgerKey, now, ct);
                if (action == OrderClaimAction.RefuseAsAccrued)
                    return new(Claim: null, found?.RefuseAgain() ?? new(null, null));
                if (action == OrderClaimAction.Wait)
                    throw new OrderBusyException();
                // A shared claim has no version to give up: another request may still book under it.
                if (await _stored.Replace(stored, next, ct) is { } replaced)
                    return new(ClaimOf(order, action == OrderClaimAction.TakeOver ? replaced : null, now), null);
            }
            await ConflictRetry.Delay(attempt, ct);
        }
        throw new StoreUnavailableException("the claim of the order cannot be made");
    }

    public async Task GiveUp(OrderClaim claim, CancellationToken ct)
    {
        if (claim.Version is not null)
            await TryDelete(await IdOf(claim.Order, ct), claim.Version, ct);
    }

    public async Task Free(Order refunded, LedgerKey ledger, CancellationToken ct)
    {
        try
        {
            var id = await IdOf(new(refunded.MerchantId, refunded.OrderId), ct);
            // A claim of another request is for the next order of this number.
            if (
                await _stored.Find(id, ct) is { } stored
                && stored.Value.LedgerKey == ledger.Value
                && stored.Value.Request == await deploymentKey.Protect(refunded.EntryId, ct)
            )
                await TryDelete(id, stored.ETag, ct);
        }
        catch (Exception fault) when (fault is StoreBusyException or StoreUnavailableException)
        {
            // The refund is booked. The next request that uses the number finds that the order was refunded.
        }
    }

    public async Task<Refusal?> FindRefusal(RecordKey.Order order, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await _stored.Find(await IdOf(order, ct), ct) is not { } stored)
            return null;
        var (action, found) = await Decide(stored.Value.ToClaim(), order, NoLedger, now, ct);
        return action switch
        {
            OrderClaimAction.RefuseAsAccrued => found?.RefuseAgain() ?? new Refusal.OrderAlreadyAccrued(null, null),
            OrderClaimAction.Wait => throw new OrderBusyException(),
            OrderClaimAction.Share or OrderClaimAction.TakeOver => null,
        };
    }

    public async Task<OrderOwner> FindOwner(RecordKey.Order order, LedgerKey ledger, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await _stored.Find(await IdOf(order, ct), ct) is not { } stored)
            return new OrderOwner.NoOther();
        var (action, found) = await Decide(stored.Value.ToClaim(), order, ledger, now, ct);
        if (stored.Value.LedgerKey == ledger.Value)
            return found is null ? new OrderOwner.NoOther() : new OrderOwner.SameMember(found.ProgrammeId);
        return action switch
        {
            OrderClaimAction.RefuseAsAccrued => new OrderOwner.AnotherMember(),
            OrderClaimAction.Wait => new OrderOwner.Undecided(),
            OrderClaimAction.Share or OrderClaimAction.TakeOver => new OrderOwner.NoOther(),
        };
    }

    /// <returns>Null if there is a claim already, or if the store did not answer.</returns>
    private async Task<OrderClaim?> Create(OrderToClaim order, LedgerKey ledger, Request request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var document = await BuildDocument(order, ledger, request, now, ct);
        return await _stored.Create(document, ct) is { } version ? ClaimOf(order, version, now) : null;
    }

    /// <exception cref="OrderBusyException">Making the claim took so long that no time is left to book.</exception>
    private OrderClaim ClaimOf(OrderToClaim order, string? version, DateTimeOffset madeAt)
    {
        var left = OrderClaim.BookWithin - (clock.GetUtcNow() - madeAt);
        return left >= TimeLeftMin ? new(order.Key, version, left) : throw new OrderBusyException();
    }

    /// <summary>Finds out what a request may do that meets a claim, and the claim's order if it is there.</summary>
    private async Task<(OrderClaimAction Action, Order? Order)> Decide(
        StoredOrderClaim claim,
        RecordKey.Order order,
        LedgerKey ledger,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var owner = await ledgerKeys.FindMember(claim.LedgerKey, ct);
        var key = owner is null ? null : await CosmosLedgerKeys.Find(_wallets, owner, ct);
        var hasOwner = key?.Value == claim.LedgerKey;
        var found = hasOwner ? await new WalletRecords(_wallets, owner!, key).Find(order, ct) as Order : null;
        return (claim.Decide(ledger, hasOwner, found, now), found);
    }

    private async Task TryDelete(string id, string version, CancellationToken ct)
    {
        try
        {
            await _stored.Delete(id, version, ct);
        }
        catch (Exception fault) when (fault is StoreBusyException or StoreUnavailableException)
        {
            // The claim stays. Others can take it over after two minutes.
        }
    }

    private async ValueTask<OrderClaimDocument> BuildDocument(
        OrderToClaim order,
        LedgerKey ledger,
        Request request,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        new(
            await IdOf(order.Key, ct),
            OrderClaimDocument.TypeName,
            ledger.Value,
            await deploymentKey.Protect(request.EntryIdIn(ledger), ct),
            now,
            (int)(TimeSpan.FromDays(order.LateDays) + OrderClaim.KeptAfterLateDays).TotalSeconds
        );

    private async ValueTask<string> IdOf(RecordKey.Order order, CancellationToken ct) =>
        OrderClaimDocument.IdOf(
            await deploymentKey.Protect(
                Digest.Compute(OrderClaimDocument.TypeName, order.MerchantId, order.OrderId),
                ct
            )
        );
}
