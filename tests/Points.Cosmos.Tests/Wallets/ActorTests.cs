using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Wallets;
using Points.Domain.Actors;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Tests.Wallets;

/// <summary>
/// Each entry says in which role it was asked for. The subject is beside it, where it can be erased.
/// </summary>
public sealed class ActorTests(CosmosFixture cosmos)
{
    private static readonly Requester Till = new(ActorRole.Merchant, "till-app", "till-7");

    private readonly CosmosWalletStore _store = new(cosmos.Client);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_has_the_subject_that_posted_it_and_its_entry_only_role_and_application()
    {
        var id = await Sample.EnrolMember(cosmos);

        var entry = (await Earn(id, Till)).ExpectBooked().Entry;

        Assert.Equal(new(ActorRole.Merchant, "till-app"), entry.By);
        var stored = Assert.Single(await _store.ListEntries(id, long.MaxValue, 10, Ct));
        Assert.Equal(entry.By, stored.By);
        var order = await (await _store.Read(id, Ct))!.FindRecord(new RecordKey.Order("shop", "order-k1"), Ct);
        Assert.Equal("till-7", Assert.IsType<Order>(order).PostedBy);
        Assert.Null(await FindSubject(id, entry.EntryId));
    }

    [Fact]
    public async Task Another_entry_has_the_subject_in_a_document_of_its_own()
    {
        var id = await Sample.EnrolMember(cosmos);
        await Earn(id, Till);

        var entry = (await Redeem(id, new(ActorRole.Operator, null, "ops-1"))).ExpectBooked().Entry;

        Assert.Equal(new(ActorRole.Operator, null), entry.By);
        Assert.Equal("ops-1", await FindSubject(id, entry.EntryId));
    }

    [Fact]
    public async Task An_entry_of_the_member_needs_no_subject_beside_it()
    {
        var id = await Sample.EnrolMember(cosmos);
        await Earn(id, Till);

        var entry = (await Redeem(id, new(ActorRole.Member, "app", id.MemberId))).ExpectBooked().Entry;

        Assert.Equal(new(ActorRole.Member, "app"), entry.By);
        Assert.Null(await FindSubject(id, entry.EntryId));
    }

    private Task<Outcome> Earn(WalletId id, Requester by)
    {
        var (command, request) = Sample.EarnRequest(id, 200, "k1");
        return Commit(
            id,
            request with
            {
                By = by,
            },
            (wallet, records, asked) =>
                Accrue.Decide(wallet, records, command, Sample.Terms, asked, Allowance.Unlimited)
        );
    }

    private Task<Outcome> Redeem(WalletId id, Requester by)
    {
        var command = new Redeem(id, "mug", null, 1, null) { By = new Actor.Member(), VoucherCode = "k2" };
        return Commit(
            id,
            Request.From("test", "redemptions", "k2", command.Fingerprint(), Sample.Noon) with
            {
                By = by,
            },
            (wallet, _, asked) => Domain.Redeeming.Redeem.Decide(wallet, command, Sample.Terms, asked)
        );
    }

    private Task<Outcome> Commit(WalletId id, Request request, Func<Wallet, LoadedRecords, Request, Decision> decide) =>
        _store.Commit(id, request, (wallet, records) => decide(wallet, records, request), Ct);

    /// <returns>Null if there is no document beside the entry.</returns>
    private async Task<string?> FindSubject(WalletId id, string entryId)
    {
        using var response = await cosmos
            .Client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets)
            .ReadItemStreamAsync($"by-{entryId}", new PartitionKey(id.MemberId), cancellationToken: Ct);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return null;
        using var document = await JsonDocument.ParseAsync(response.Content, cancellationToken: Ct);
        return document.RootElement.GetProperty("subject").GetString();
    }
}
