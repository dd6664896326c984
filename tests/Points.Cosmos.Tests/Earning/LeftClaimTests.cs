using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Earning;

/// <summary>What claims hold, when they are given up, and what others do with those that stay (decision 28).</summary>
public sealed class LeftClaimTests : OrderClaimScenario
{
    [Fact]
    public async Task A_claim_names_the_ledger_and_nothing_of_the_member_or_the_order()
    {
        await Shop.Earn(Ming, 100, Order);

        var claim = (await FindClaim())!.RootElement;

        Assert.Equal($"key-of-{Ming.MemberId}", claim.GetProperty("ledgerKey").GetString());
        Assert.Equal((90 + 30) * 24 * 60 * 60, claim.GetProperty("ttl").GetInt32());
        Assert.Equal(
            ["at", "id", "ledgerKey", "request", "ttl", "type"],
            claim.EnumerateObject().Select(it => it.Name).Where(it => it[0] != '_').Order(StringComparer.Ordinal)
        );
        var text = claim
            .GetRawText()
            .Replace(
                $"key-of-{Ming.MemberId}",
                "",
                StringComparison.Ordinal // The sample's keys are not random.
            );
        Assert.DoesNotContain(Ming.MemberId, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Order, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_deletes_its_own_claim()
    {
        Assert.IsType<Refusal.BudgetExhausted>((await Shop.Earn(Ming, 5_000_000, Order)).ExpectRefused());

        Assert.Null(await FindClaim());
        (await Shop.Earn(Lan, 100, Order)).ExpectBooked();
    }

    [Fact]
    public async Task A_request_for_a_stranger_leaves_no_claim_even_if_the_key_was_known()
    {
        await Shop.Earn(Ming, 100, $"{Order}-before");
        var stranger = new WalletId($"m-{Guid.NewGuid():N}", "shop");

        Assert.IsType<Refusal.MemberNotEnrolled>((await Shop.Earn(stranger, 100, Order)).ExpectRefused());

        Assert.Null(await FindClaim());
    }

    [Fact]
    public async Task A_repeat_gets_its_first_answer_when_the_claim_has_expired_and_leaves_none()
    {
        await Shop.Earn(Ming, 100, Order);
        await DeleteClaim();

        Assert.True((await Shop.Earn(Ming, 100, Order)).ExpectBooked().IsReplayed);

        Assert.Null(await FindClaim());
        Assert.Equal(100, await Shop.Store.VerifiedBalance(Ming));
    }

    [Fact]
    public async Task Given_a_claim_without_an_order_Then_others_wait_two_minutes_and_take_it_over()
    {
        await LeaveClaim(Ming, TimeSpan.Zero);

        await Assert.ThrowsAsync<OrderBusyException>(() => Shop.Earn(Lan, 100, Order));
        Clock.Shift = OrderClaim.AbandonedAfter - TimeSpan.FromSeconds(5);
        await Assert.ThrowsAsync<OrderBusyException>(() => Shop.Earn(Lan, 100, Order));
        Clock.Shift = OrderClaim.AbandonedAfter + TimeSpan.FromSeconds(1);
        (await Shop.Earn(Lan, 100, Order)).ExpectBooked();

        Assert.IsType<Refusal.OrderAlreadyAccrued>((await Shop.Earn(Ming, 100, Order)).ExpectRefused());
        Assert.Equal((0, 100), await Balances());
    }

    [Fact]
    public async Task Given_a_claim_without_an_order_Then_the_same_member_goes_on_at_once()
    {
        await LeaveClaim(Ming, TimeSpan.Zero);

        (await Shop.Earn(Ming, 100, Order)).ExpectBooked();
    }

    [Fact]
    public async Task A_claim_that_was_taken_over_is_given_up_by_a_refusal_too()
    {
        await LeaveClaim(Ming, TimeSpan.FromMinutes(3));

        Assert.IsType<Refusal.BudgetExhausted>((await Shop.Earn(Lan, 5_000_000, Order)).ExpectRefused());

        Assert.Null(await FindClaim());
    }

    [Fact]
    public async Task A_claim_shared_with_another_request_is_not_given_up_by_a_refusal()
    {
        await LeaveClaim(Ming, TimeSpan.Zero);

        Assert.IsType<Refusal.BudgetExhausted>((await Shop.Earn(Ming, 5_000_000, Order)).ExpectRefused());

        Assert.NotNull(await FindClaim());
    }

    [Fact]
    public async Task Given_a_wholly_refunded_order_whose_claim_was_left_Then_others_take_it_over_after_two_minutes()
    {
        await Shop.Earn(Ming, 100, Order);
        await Shop.Refund(Ming, Order, $"r-{Order}", 100);
        await LeaveClaim(Ming, TimeSpan.FromMinutes(3));

        (await Shop.Earn(Lan, 100, Order)).ExpectBooked();
    }

    [Fact]
    public async Task Given_the_owner_was_erased_Then_the_order_stays_refused_and_nothing_is_named()
    {
        await LeaveClaim(new($"gone-{Guid.NewGuid():N}", "shop"), TimeSpan.FromDays(1));

        Assert.Equal(new Refusal.OrderAlreadyAccrued(null, null), (await Shop.Earn(Lan, 100, Order)).ExpectRefused());
    }

    [Fact]
    public async Task A_refund_waits_for_a_claim_that_may_still_be_booked_and_repeats_are_answered()
    {
        var first = (await Shop.Refund(Lan, Order, $"r1-{Order}", 10)).ExpectBooked();
        await LeaveClaim(Ming, TimeSpan.Zero);

        await Assert.ThrowsAsync<OrderBusyException>(() => Shop.Refund(Lan, Order, $"r2-{Order}", 10));
        Assert.Equal(first.Entry.Hash, (await Shop.Refund(Lan, Order, $"r1-{Order}", 10)).ExpectBooked().Entry.Hash);
        Clock.Shift = TimeSpan.FromMinutes(3);
        (await Shop.Refund(Lan, Order, $"r2-{Order}", 10)).ExpectBooked();
    }
}
