using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Earning;

/// <summary>A whole refund frees the number of an order (decision 28).</summary>
public sealed class FreedNumberTests : OrderClaimScenario
{
    [Fact]
    public async Task A_whole_refund_frees_the_number_for_another_member()
    {
        await Shop.Earn(Ming, 100, Order);
        await Shop.Refund(Ming, Order, $"r1-{Order}", 40);
        Assert.IsType<Refusal.OrderAlreadyAccrued>((await Shop.Earn(Lan, 100, Order)).ExpectRefused());

        await Shop.Refund(Ming, Order, $"r2-{Order}", 60);

        Assert.Null(await FindClaim());
        (await Shop.Earn(Lan, 100, Order)).ExpectBooked();
        Assert.Equal((0, 100), await Balances());
    }

    [Fact]
    public async Task A_whole_refund_frees_the_number_for_the_same_member_and_a_refund_counts_once()
    {
        await Shop.Earn(Ming, 100, Order);
        await Shop.Refund(Ming, Order, $"r1-{Order}", 100);

        (await Shop.Earn(Ming, 70, Order, $"again-{Order}")).ExpectBooked();

        Assert.Equal(70, await Shop.Store.VerifiedBalance(Ming));
        Assert.IsType<Refusal.OrderAlreadyAccrued>((await Shop.Earn(Lan, 100, Order)).ExpectRefused());
        Assert.True((await Shop.Refund(Ming, Order, $"r1-{Order}", 100)).ExpectBooked().IsReplayed);
        (await Shop.Refund(Ming, Order, $"r2-{Order}", 70)).ExpectBooked();
        Assert.Equal(0, await Shop.Store.VerifiedBalance(Ming));
    }

    [Fact]
    public async Task When_a_freed_number_is_used_again_20_times_at_once_Then_one_earns()
    {
        await Shop.Earn(Ming, 100, Order);
        await Shop.Refund(Ming, Order, $"r-{Order}", 100);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => TryEarn(i % 2 == 0 ? Ming : Lan, $"{Order}-{i}"))
        );

        Assert.Single(answers, it => it is Outcome.Booked);
        var (ming, lan) = await Balances();
        Assert.Equal(100, ming + lan);
    }
}
