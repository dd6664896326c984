using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Redeeming;

/// <summary>Held points are unavailable at once, and return or are spent exactly once.</summary>
public sealed class HoldTests
{
    private static readonly DateTimeOffset Until = Noon.AddDays(7);

    [Fact]
    public void A_hold_takes_the_lots_that_expire_first_and_remembers_them()
    {
        var wallet = new InMemoryWallet(NewWallet.AfterEarning(60, Noon).AfterEarning(60, Noon.AddMonths(1)));

        var held = Hold(wallet, Noon.AddMonths(1)).ExpectAccepted();

        Assert.Equal([60L, 40L], held.Redemption!.Lots.Select(lot => lot.Points.Value));
        Assert.Equal((new Points(20), new Points(100)), (wallet.Wallet.Lots.Total, wallet.Wallet.Held));
        var entry = wallet.Entries[^1];
        Assert.Equal(
            (new Points(-100), new Points(20), new Points(100)),
            (entry.Points, entry.After.Balance, entry.After.Held)
        );
    }

    [Fact]
    public void Given_a_hold_that_ends_When_redeeming_Then_its_points_are_available_from_its_last_instant()
    {
        var wallet = new InMemoryWallet(NewWallet.AfterEarning(100, Noon));
        Hold(wallet, Noon).ExpectAccepted();

        Assert.IsType<Refusal.NotEnoughPoints>(
            wallet
                .Decide(it =>
                    Domain.Redeeming.Redeem.Decide(it, Redeem("mug"), Terms, Request("m", Until.AddTicks(-1)))
                )
                .ExpectRefused()
        );
        var spent = wallet
            .Decide(it => Domain.Redeeming.Redeem.Decide(it, Redeem("mug"), Terms, Request("m", Until)))
            .ExpectAccepted();

        var hold = (EntryKind.Hold)wallet.Entries[0].Kind;
        Assert.Equal(
            [new EntryKind.Release(hold.RedemptionId, ReleaseReason.Lapsed, Terms.BusinessDateOf(Until), Points.Zero)],
            spent.PendingChange.Entries[..^1].Select(entry => entry.Kind)
        );
    }

    [Fact]
    public void Held_points_expire_only_when_the_hold_ends()
    {
        var wallet = new InMemoryWallet(NewWallet.AfterEarning(100, Noon));
        var lastDay = new DateTimeOffset(2028, 11, 30, 12, 0, 0, TimeSpan.FromHours(8));
        var id = wallet
            .Decide(it =>
                Domain.Redeeming.Redeem.Decide(
                    it,
                    Redeem("mug") with
                    {
                        IsHold = true,
                        HoldUntil = lastDay.AddDays(10),
                    },
                    Terms,
                    Request("h", lastDay)
                )
            )
            .ExpectAccepted()
            .Redemption!.RedemptionId;

        Assert.Equal(new(100), wallet.Wallet.AsOf(Terms, lastDay.AddDays(9)).Held);
        Assert.Equal(
            Points.Zero,
            wallet.Wallet.AsOf(Terms, lastDay.AddDays(10)).Held
                + wallet.Wallet.AsOf(Terms, lastDay.AddDays(10)).Lots.Total
        );
        wallet
            .Decide(
                (it, records) =>
                    ConfirmHold.Decide(
                        it,
                        records,
                        new(id, new Actor.Operator()),
                        Terms,
                        Request("c", lastDay.AddDays(9))
                    )
            )
            .ExpectAccepted();
    }

    [Fact]
    public void Given_a_confirmed_or_cancelled_hold_When_ending_it_again_Then_refused_already_settled()
    {
        var wallet = new InMemoryWallet(NewWallet.AfterEarning(200, Noon));
        var (confirmed, cancelled) = (
            Hold(wallet, Noon, "h1").ExpectAccepted().Redemption!.RedemptionId,
            Hold(wallet, Noon, "h2").ExpectAccepted().Redemption!.RedemptionId
        );

        Confirm(wallet, confirmed, Noon).ExpectAccepted();
        Cancel(wallet, cancelled, FaultParty.Member, Noon).ExpectAccepted();

        Assert.Equal((new Points(100), Points.Zero), (wallet.Wallet.Lots.Total, wallet.Wallet.Held));
        foreach (var id in (string[])[confirmed, cancelled])
        {
            Assert.IsType<Refusal.AlreadySettled>(Confirm(wallet, id, Noon).ExpectRefused());
            Assert.IsType<Refusal.AlreadySettled>(Cancel(wallet, id, FaultParty.Member, Noon).ExpectRefused());
        }
    }

    [Fact]
    public void Given_a_hold_that_ended_When_confirming_or_cancelling_Then_refused_hold_expired()
    {
        var wallet = new InMemoryWallet(NewWallet.AfterEarning(100, Noon));
        var id = Hold(wallet, Noon).ExpectAccepted().Redemption!.RedemptionId;

        Assert.Equal(new Refusal.HoldExpired(Until), Confirm(wallet, id, Until).ExpectRefused());
        Assert.Equal(new Refusal.HoldExpired(Until), Cancel(wallet, id, FaultParty.Merchant, Until).ExpectRefused());
        Confirm(wallet, id, Until.AddTicks(-1)).ExpectAccepted();
    }

    [Theory]
    [InlineData(FaultParty.Member, "2028-11-30")]
    [InlineData(FaultParty.Merchant, "2028-12-20")]
    public void When_a_hold_is_cancelled_Then_only_a_merchants_fault_gives_thirty_days_to_use_the_points(
        FaultParty by,
        string expiresOn
    )
    {
        var (wallet, now) = (
            new InMemoryWallet(NewWallet.AfterEarning(100, Noon)),
            new DateTimeOffset(2028, 11, 20, 12, 0, 0, TimeSpan.FromHours(8))
        );
        var id = wallet
            .Decide(it =>
                Domain.Redeeming.Redeem.Decide(it, Redeem("mug") with { IsHold = true }, Terms, Request("h", now))
            )
            .ExpectAccepted()
            .Redemption!.RedemptionId;

        Cancel(wallet, id, by, now).ExpectAccepted();

        Assert.Equal(
            DateOnly.Parse(expiresOn, System.Globalization.CultureInfo.InvariantCulture),
            wallet.Wallet.Lots.Open.Single().ExpiresOn
        );
    }

    [Fact]
    public void A_wallet_has_a_bounded_number_of_holds()
    {
        var wallet = new InMemoryWallet(NewWallet.AfterEarning(10_000, Noon));
        for (var i = 0; i < Domain.Ledger.Hold.CountMax; i++)
            Hold(wallet, Noon, $"h{i}").ExpectAccepted();

        Assert.IsType<Refusal.LimitReached>(Hold(wallet, Noon, "more").ExpectRefused());
    }

    private static Decision Hold(InMemoryWallet wallet, DateTimeOffset now, string key = "h") =>
        wallet.Decide(it =>
            Domain.Redeeming.Redeem.Decide(
                it,
                Redeem("mug") with
                {
                    IsHold = true,
                    HoldUntil = Until > now ? Until : now.AddDays(7),
                },
                Terms,
                Request(key, now)
            )
        );

    private static Decision Confirm(InMemoryWallet wallet, string id, DateTimeOffset now) =>
        wallet.Decide(
            (it, records) =>
                ConfirmHold.Decide(it, records, new(id, new Actor.Operator()), Terms, Request($"c-{it.Sequence}", now))
        );

    private static Decision Cancel(InMemoryWallet wallet, string id, FaultParty by, DateTimeOffset now) =>
        wallet.Decide(
            (it, records) =>
                CancelHold.Decide(
                    it,
                    records,
                    new(id, new Actor.Operator(), by, null),
                    Terms,
                    Request($"x-{it.Sequence}", now),
                    Allowance.None
                )
        );
}
