using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Cosmos.Members;
using Points.Cosmos.Wallets;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Keys;

/// <summary>
/// Documents name a member's ledgers by a random key, and members from before keys keep everything they have.
/// </summary>
public sealed class LedgerKeyTests(CosmosFixture cosmos)
{
    private readonly CosmosWalletStore _store = new(cosmos.Client);
    private readonly CosmosLedgerKeys _keys = new(cosmos.Client);
    private readonly Container _wallets = cosmos.Client.GetContainer(
        CosmosContainers.Database,
        CosmosContainers.Wallets
    );

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_leads_to_its_member()
    {
        var wallet = await Sample.EnrolMember(cosmos);

        var key = (await _store.Find(wallet, Cancellation))!.LedgerKey;

        Assert.Equal(wallet.MemberId, await _keys.FindMember(key.Value, Cancellation));
        Assert.Null(await _keys.FindMember(_keys.Create().Value, Cancellation));
    }

    [Fact]
    public async Task Two_members_with_the_same_requests_have_no_id_in_common()
    {
        var (a, b) = (await Sample.EnrolMember(cosmos), await Sample.EnrolMember(cosmos));
        await _store.Earn(a, 100, "k1", "order-1");
        await _store.Earn(b, 100, "k1", "order-1");

        Assert.Equal(["member", WalletDocument.IdOf("shop")], (await Ids(a)).Intersect(await Ids(b)).Order());
    }

    [Fact]
    public async Task A_member_from_before_keys_gets_one_key_and_a_repeat_gets_its_first_answer()
    {
        var wallet = await EnrolWithoutKey();

        var loaded = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _store.Find(wallet, Cancellation)));

        var key = Assert.Single(loaded.Select(it => it!.LedgerKey).Distinct());
        Assert.True(key.HasPlainIds);
        Assert.Equal(wallet.MemberId, await _keys.FindMember(key.Value, Cancellation));
        Assert.Equal(key, (await new CosmosMemberStore(cosmos.Client).Find(wallet.MemberId, Cancellation))!.LedgerKey);
        Assert.True((await _store.Earn(wallet, 100, "before", "order-1")).ExpectBooked().IsReplayed);
        Assert.False((await _store.Earn(wallet, 50, "after", "order-2")).ExpectBooked().IsReplayed);
        Assert.Equal(150, await _store.VerifiedBalance(wallet));
    }

    [Fact]
    public async Task A_refusal_without_the_wallet_finds_what_a_member_from_before_keys_booked()
    {
        var wallet = await EnrolWithoutKey();
        var (_, request) = Sample.EarnRequest(wallet, 100, "before", "order-1");

        var outcome = await _store.RefuseUnlessBooked(
            wallet,
            request,
            new Domain.Refusal.NotFound("programme"),
            Cancellation
        );

        Assert.True(outcome.ExpectBooked().IsReplayed);
    }

    [Fact]
    public async Task A_wallet_without_the_key_of_its_profile_gets_that_key()
    {
        var wallet = await Sample.EnrolMember(cosmos);
        await Rewrite(wallet, WalletDocument.IdOf(wallet.ProgrammeId), RemoveKey);

        var key = (await _store.Find(wallet, Cancellation))!.LedgerKey;

        var profile = await new CosmosMemberStore(cosmos.Client).Find(wallet.MemberId, Cancellation);
        Assert.Equal((profile!.LedgerKey!.Value, true), (key.Value, key.HasPlainIds));
    }

    /// <summary>A member whose documents are as they were before ledgers had keys, with one order.</summary>
    private async Task<WalletId> EnrolWithoutKey()
    {
        var wallet = await Sample.EnrolMember(cosmos);
        foreach (var id in new[] { MemberDocument.SingletonId, WalletDocument.IdOf(wallet.ProgrammeId) })
            await Rewrite(
                wallet,
                id,
                it =>
                {
                    it["plainIds"] = true;
                    if (it.ContainsKey("head"))
                        it["head"] = HashChain.Genesis(wallet, new("", HasPlainIds: true));
                }
            );
        (await _store.Earn(wallet, 100, "before", "order-1")).ExpectBooked();
        foreach (var id in await Ids(wallet))
            await Rewrite(wallet, id, RemoveKey);
        return wallet;
    }

    private static void RemoveKey(JsonObject document)
    {
        foreach (var member in new[] { "ledgerKey", "plainIds" })
            document.Remove(member);
    }

    private async Task Rewrite(WalletId wallet, string id, Action<JsonObject> change)
    {
        var partition = new PartitionKey(wallet.MemberId);
        using var read = await _wallets.ReadItemStreamAsync(id, partition, cancellationToken: Cancellation);
        var document = (await JsonNode.ParseAsync(read.Content, cancellationToken: Cancellation))!.AsObject();
        change(document);
        using var body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(document));
        using var written = await _wallets.ReplaceItemStreamAsync(body, id, partition, cancellationToken: Cancellation);
        written.EnsureSuccessStatusCode();
    }

    private async Task<List<string>> Ids(WalletId wallet)
    {
        var ids = new List<string>();
        var options = new QueryRequestOptions { PartitionKey = new(wallet.MemberId) };
        using var pages = _wallets.GetItemQueryStreamIterator("SELECT * FROM c", requestOptions: options);
        while (pages.HasMoreResults)
        {
            using var page = await pages.ReadNextAsync(Cancellation);
            page.EnsureSuccessStatusCode();
            var documents = (await JsonNode.ParseAsync(page.Content, cancellationToken: Cancellation))!["Documents"]!;
            ids.AddRange(documents.AsArray().Select(it => (string)it!["id"]!));
        }
        return ids;
    }
}
