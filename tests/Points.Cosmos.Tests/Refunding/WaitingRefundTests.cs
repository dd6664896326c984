using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Cosmos.Refunding;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Refunding;

/// <summary>The list of a merchant's waiting refunds is right in whatever order changes are relayed.</summary>
public sealed class WaitingRefundTests(CosmosFixture cosmos)
{
    private static readonly EarlyRefundClaim First = new(new RefundClaim.Amount(new(100)), "r-1", "e-1", Sample.Noon);
    private static readonly EarlyRefundClaim Second = new(
        new RefundClaim.Lines([new("tea", new(50))]),
        "r-2",
        "e-2",
        Sample.Noon.AddMinutes(1)
    );
    private static readonly EarlyRefundClaim OfEarlierVersion = new(new RefundClaim.Amount(new(1)), null, null, null);

    private readonly CosmosWaitingRefunds _refunds = new(cosmos.Client, new CosmosLedgerKeys(cosmos.Client));
    private readonly string _merchant = $"shop-{Guid.NewGuid():N}";

    private EarlyRefundRecord Waiting => new("shop", _merchant, "o", [First, OfEarlierVersion, Second]);

    private EarlyRefundRecord Applied => Waiting with { AppliedBy = "e-3" };

    [Fact]
    public async Task Waiting_refunds_are_listed_newest_first_however_often_they_are_relayed()
    {
        await Relay(Waiting with { Refunds = [First] });
        await Relay(Waiting);
        await Relay(Waiting);

        var listed = await List();

        Assert.Equal(["r-2", "r-1"], listed.Select(it => it.RefundId));
        Assert.Equal(
            (Second.Claim, "o", Sample.Noon.AddMinutes(1)),
            (listed[0].Claim, listed[0].OrderId, listed[0].At)
        );
    }

    [Fact]
    public async Task When_the_purchase_has_arrived_Then_its_refunds_are_no_longer_listed()
    {
        await Relay(Waiting);
        await Relay(Applied);

        Assert.Empty(await List());
    }

    [Fact]
    public async Task When_an_older_state_is_relayed_after_the_purchase_Then_nothing_is_listed()
    {
        await Relay(Applied);
        await Relay(Waiting);

        Assert.Empty(await List());
    }

    [Fact]
    public async Task A_refund_names_its_member_until_the_key_of_the_ledger_leads_to_nobody()
    {
        var wallet = await Sample.EnrolMember(cosmos);

        await Relay(Waiting with { Refunds = [First] }, $"key-of-{wallet.MemberId}");
        await Relay(Waiting with { Refunds = [Second] });

        Assert.Equal([null, wallet.MemberId], (await List()).Select(it => it.MemberId));
    }

    [Fact]
    public async Task A_record_that_was_set_aside_is_relayed_in_its_present_state()
    {
        await using var store = new CosmosFixture();
        await store.InitializeAsync();
        var shop = await TestShop.Open(store);
        var wallet = await shop.EnrolWithPoints(0);
        (await shop.Refund(wallet, "o", "r-1", 10)).ExpectBooked();
        var record = new RecordKey.EarlyRefund("shop", "shop", "o");
        var id = EarlyRefundRecordDocument.IdOf(new($"key-of-{wallet.MemberId}"), record);
        var refunds = new CosmosWaitingRefunds(store.Client, new CosmosLedgerKeys(store.Client));

        Assert.True(await refunds.TryRelay(wallet.MemberId, id, TestContext.Current.CancellationToken));
        Assert.Single(await refunds.List("shop", null, 10, TestContext.Current.CancellationToken));
        (await shop.Earn(wallet, 100, "o")).ExpectBooked();
        Assert.True(await refunds.TryRelay(wallet.MemberId, id, TestContext.Current.CancellationToken));

        Assert.Empty(await refunds.List("shop", null, 10, TestContext.Current.CancellationToken));
        Assert.False(await refunds.TryRelay(wallet.MemberId, "member", TestContext.Current.CancellationToken));
    }

    private Task Relay(EarlyRefundRecord record, string ledgerKey = "key-of-nobody") =>
        _refunds.Relay(ledgerKey, record, TestContext.Current.CancellationToken);

    private Task<IReadOnlyList<WaitingRefund>> List() =>
        _refunds.List(_merchant, null, 10, TestContext.Current.CancellationToken);
}
