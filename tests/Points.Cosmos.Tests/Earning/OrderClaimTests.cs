using Points.Cosmos.Members;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Earning;

/// <summary>An order earns once, whoever the member, in whatever programme (decision 28).</summary>
public sealed class OrderClaimTests : OrderClaimScenario
{
    [Fact]
    public async Task Given_an_order_that_has_earned_When_posted_for_another_member_Then_refused_naming_the_entry()
    {
        var first = (await Shop.Earn(Ming, 100, Order)).ExpectBooked();

        Assert.Equal(
            new Refusal.OrderAlreadyAccrued(first.Entry.EntryId, "shop"),
            (await Shop.Earn(Lan, 100, Order)).ExpectRefused()
        );
        Assert.Equal((100, 0), await Balances());
    }

    [Fact]
    public async Task Given_an_order_that_has_earned_When_posted_in_another_programme_Then_refused_for_every_member()
    {
        await Shop.PublishCopy("cafe");
        var guest = new WalletId($"m-{Guid.NewGuid():N}", "cafe");
        await new CosmosMemberStore(Cosmos.Client).Update(
            guest.MemberId,
            _ => Sample.Profile(guest.MemberId, "cafe", "shop"),
            TestContext.Current.CancellationToken
        );
        var first = (await Shop.Earn(guest, 100, Order)).ExpectBooked();
        var refusal = new Refusal.OrderAlreadyAccrued(first.Entry.EntryId, "cafe");

        Assert.Equal(refusal, (await Shop.Earn(Ming, 100, Order)).ExpectRefused());
        Assert.Equal(
            refusal,
            (await Shop.Earn(guest with { ProgrammeId = "shop" }, 100, Order, $"other-{Order}")).ExpectRefused()
        );
    }

    [Fact]
    public async Task When_20_members_post_the_same_order_at_once_Then_one_earns()
    {
        var members = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Shop.EnrolWithPoints(0)));

        var answers = await Task.WhenAll(members.Select(it => TryEarn(it)));

        Assert.Single(answers, it => it is Outcome.Booked);
        foreach (var (member, answer) in members.Zip(answers))
            if (answer is not Outcome.Booked)
                Assert.IsType<Refusal.OrderAlreadyAccrued>((await Shop.Earn(member, 100, Order)).ExpectRefused());
    }

    [Fact]
    public async Task When_one_member_posts_the_same_order_20_times_at_once_Then_one_earns_and_nobody_waits()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => Shop.Earn(Ming, 100, Order, $"{Order}-{i}"))
        );

        Assert.Single(answers, it => it is Outcome.Booked);
        Assert.Equal(100, await Shop.Store.VerifiedBalance(Ming));
    }

    [Fact]
    public async Task A_repeat_gets_its_first_answer_although_another_member_has_the_order_by_now()
    {
        var first = (await Shop.Earn(Ming, 100, Order)).ExpectBooked();
        (await Shop.Refund(Ming, Order, $"r-{Order}", 100)).ExpectBooked();
        (await Shop.Earn(Lan, 100, Order)).ExpectBooked();

        var again = (await Shop.Earn(Ming, 100, Order)).ExpectBooked();

        Assert.Equal((true, first.Entry.Hash), (again.IsReplayed, again.Entry.Hash));
        Assert.Equal((0, 100), await Balances());
    }

    [Fact]
    public async Task A_refund_under_another_member_is_refused_and_one_that_nobody_has_claimed_waits()
    {
        var waits = (await Shop.Refund(Lan, $"{Order}-unknown", $"r0-{Order}", 10)).ExpectBooked();
        await Shop.Earn(Ming, 100, Order);

        Assert.IsType<Refusal.OrderOfAnotherMember>((await Shop.Refund(Lan, Order, $"r1-{Order}", 10)).ExpectRefused());
        Assert.True(waits.Entry.Kind is EntryKind.Refund { IsBeforePurchase: true });
        Assert.Equal((100, 0), await Balances());
    }

    [Fact]
    public async Task Given_order_numbers_of_members_Then_each_member_earns_and_refunds_and_nothing_is_claimed()
    {
        await using var store = new CosmosFixture();
        await store.InitializeAsync();
        var shop = await TestShop.Open(store, Clock, orderScope: "member");
        var (ming, lan) = (await shop.EnrolWithPoints(0), await shop.EnrolWithPoints(0));

        (await shop.Earn(ming, 100, "o")).ExpectBooked();
        (await shop.Earn(lan, 70, "o")).ExpectBooked();
        (await shop.Refund(ming, "o", "r-1", 100)).ExpectBooked();
        (await shop.Earn(ming, 50, "o", "again")).ExpectBooked();

        Assert.IsType<Refusal.OrderAlreadyAccrued>((await shop.Earn(lan, 70, "o", "other")).ExpectRefused());
        Assert.Equal(50, await shop.Store.VerifiedBalance(ming));
        Assert.Equal(70, await shop.Store.VerifiedBalance(lan));
        Assert.Equal(
            new OrderOwner.NoOther(),
            await shop.Claims.FindOwner(new("shop", "o"), new("any"), TestContext.Current.CancellationToken)
        );
    }
}
