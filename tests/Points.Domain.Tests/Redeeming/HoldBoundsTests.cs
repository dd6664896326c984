using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Redeeming;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Redeeming;

/// <summary>Nobody keeps a limited reward from others by holding it.</summary>
public sealed class HoldBoundsTests
{
    private static readonly Reward Mug = Terms.FindReward("mug")!;

    [Theory]
    [InlineData(24, true)]
    [InlineData(24.01, false)]
    public void A_reward_of_limited_stock_is_held_for_a_day_at_most(double hours, bool isHeld)
    {
        var decision = Hold(Rich, With(stock: 50), Noon, hours: hours);

        if (isHeld)
            decision.ExpectAccepted();
        else
            Assert.Contains("at most 24 hours", decision.ExpectLimit(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData(5, 5)]
    public void A_member_holds_two_pieces_of_limited_stock_or_as_many_as_the_limit_allows(int? limit, int pieces)
    {
        var terms = With(stock: 50, limit: limit);

        Assert.Contains(
            $"at most {pieces} ",
            Hold(Rich, terms, Noon, pieces + 1).ExpectLimit(),
            StringComparison.Ordinal
        );
        var held = Hold(Rich, terms, Noon, pieces - 1).After();
        Assert.IsType<Refusal.LimitReached>(Hold(held, terms, Noon, 2).ExpectRefused());
        Hold(held, terms, Noon, 1).ExpectAccepted();
    }

    [Fact]
    public void A_reward_without_limited_stock_is_held_as_before() =>
        Hold(Rich, With(stock: null), Noon, quantity: 50, hours: 400 * 24).ExpectAccepted();

    [Fact]
    public void The_terms_of_the_reward_count_if_it_has_any()
    {
        var terms = With(stock: null, hold: new(HoursMax: 3, PiecesMax: 4));

        Hold(Rich, terms, Noon, quantity: 4, hours: 3).ExpectAccepted();
        Assert.Contains(
            "at most 3 hours",
            Hold(Rich, terms, Noon, 1, hours: 4).ExpectLimit(),
            StringComparison.Ordinal
        );
        Assert.Contains("at most 4 of", Hold(Rich, terms, Noon, 5, hours: 3).ExpectLimit(), StringComparison.Ordinal);
        Hold(Rich, With(stock: 9, hold: new(HoursMax: 48, PiecesMax: null)), Noon, 2, hours: 48).ExpectAccepted();
    }

    [Fact]
    public void Given_no_end_Then_the_hold_lasts_no_longer_than_the_terms_allow()
    {
        var held = Hold(Rich, With(stock: 9, hold: new(HoursMax: 2, PiecesMax: null)), Noon, 1, hours: null).After();

        Assert.Equal(Noon.AddHours(2), Assert.IsType<Hold.ForReward>(held.Holds.Single()).Until);
    }

    [Fact]
    public void Redeeming_at_once_has_no_bound_of_holds() =>
        Domain
            .Redeeming.Redeem.Decide(
                Rich,
                Redeem("mug", quantity: 10) with
                {
                    Reservation = new("s", []),
                },
                With(stock: 50),
                Request("now")
            )
            .ExpectAccepted();

    [Fact]
    public void Given_a_hold_that_expired_Then_its_pieces_count_for_seven_times_as_long()
    {
        var terms = With(stock: 50);
        var held = Hold(Rich, terms, Noon, quantity: 2).After();

        Assert.IsType<Refusal.LimitReached>(Hold(held, terms, Noon.AddHours(24), 1).ExpectRefused());
        Assert.IsType<Refusal.LimitReached>(Hold(held, terms, Noon.AddDays(8).AddSeconds(-1), 1).ExpectRefused());
        Hold(held, terms, Noon.AddDays(8), 2).ExpectAccepted();
    }

    [Fact]
    public void Given_a_hold_that_the_member_cancelled_Then_its_pieces_count_for_seven_times_as_long()
    {
        var terms = With(stock: 50);
        var accepted = Hold(Rich, terms, Noon, quantity: 2).ExpectAccepted();

        var cancelled = Cancel(accepted, terms, Noon.AddMinutes(10), FaultParty.Member);

        Assert.IsType<Refusal.LimitReached>(Hold(cancelled, terms, Noon.AddMinutes(79), 1).ExpectRefused());
        Hold(cancelled, terms, Noon.AddMinutes(80), 2).ExpectAccepted();
    }

    [Fact]
    public void Given_a_hold_that_ended_by_the_merchants_fault_or_that_was_taken_Then_it_does_not_count()
    {
        var terms = With(stock: 50);
        var accepted = Hold(Rich, terms, Noon, quantity: 2).ExpectAccepted();
        var record = accepted.NewRecords.OfType<Redemption>().Single();

        Hold(Cancel(accepted, terms, Noon.AddHours(1), FaultParty.Merchant), terms, Noon.AddHours(2), 2)
            .ExpectAccepted();
        var confirmed = ConfirmHold
            .Decide(
                accepted.PendingChange.Wallet,
                LoadedRecords.None.With(new RecordKey.Redemption(record.RedemptionId), record),
                new(record.RedemptionId, new Actor.Operator()),
                terms,
                Request("confirm", Noon.AddHours(1))
            )
            .ExpectAccepted()
            .PendingChange.Wallet;
        Hold(confirmed, terms, Noon.AddHours(2), 2).ExpectAccepted();
    }

    [Fact]
    public void Whoever_holds_again_and_again_has_a_piece_in_an_eighth_of_the_time()
    {
        var (terms, wallet, held) = (With(stock: 50), Rich, TimeSpan.Zero);
        for (var at = Noon; at < Noon.AddDays(40); at = at.AddMinutes(30))
        {
            var decision = Hold(wallet, terms, at, 1, hours: 0.5);
            if (decision is not Decision.Accepted accepted)
                continue;
            (wallet, held) = (accepted.PendingChange.Wallet, held + TimeSpan.FromMinutes(30));
        }

        // Two pieces, each in an eighth of the time.
        Assert.InRange(held.TotalDays, 9, 10.5);
    }

    [Fact]
    public void A_wallet_does_not_remember_holds_that_no_longer_count_nor_those_of_unlimited_rewards()
    {
        var (limited, unlimited) = (With(stock: 50), With(stock: null));

        var before = Hold(Rich, limited, Noon, 1, hours: 1).After().AsOf(limited, Noon.AddHours(2));
        var after = Hold(before, limited, Noon.AddDays(3), 1, hours: 1).After().AsOf(limited, Noon.AddDays(4));

        Assert.Single(before.ReleasedHolds);
        Assert.Single(after.ReleasedHolds);
        Assert.Empty(Hold(Rich, unlimited, Noon, 1, hours: 1).After().AsOf(unlimited, Noon.AddHours(2)).ReleasedHolds);
    }

    private static Wallet Rich => WalletWithPoints(100_000);

    private static ProgrammeTerms With(long? stock, int? limit = null, HoldTerms? hold = null) =>
        Terms with
        {
            Rewards =
            [
                Mug with
                {
                    Stock = stock,
                    Hold = hold,
                    Limit = limit is { } pieces ? new(pieces, Domain.Programmes.Rules.LimitPeriod.Ever) : null,
                },
            ],
        };

    private static Decision Hold(
        Wallet wallet,
        ProgrammeTerms terms,
        DateTimeOffset now,
        int quantity = 1,
        double? hours = 24
    ) =>
        Domain.Redeeming.Redeem.Decide(
            wallet,
            Redeem("mug", quantity) with
            {
                IsHold = true,
                HoldUntil = hours is { } span ? now.AddHours(span) : null,
                Reservation = new("s", []),
            },
            terms,
            Request($"hold-{wallet.Sequence}-{now:O}", now)
        );

    private static Wallet Cancel(Decision.Accepted held, ProgrammeTerms terms, DateTimeOffset now, FaultParty fault)
    {
        var record = held.NewRecords.OfType<Redemption>().Single();
        return CancelHold
            .Decide(
                held.PendingChange.Wallet,
                LoadedRecords.None.With(new RecordKey.Redemption(record.RedemptionId), record),
                new(record.RedemptionId, new Actor.Member(), fault, null),
                terms,
                Request("cancel", now),
                Allowance.Unlimited
            )
            .ExpectAccepted()
            .PendingChange.Wallet;
    }
}

file static class Expectations
{
    public static Wallet After(this Decision decision) => decision.ExpectAccepted().PendingChange.Wallet;

    public static string ExpectLimit(this Decision decision) =>
        $"{Assert.IsType<Refusal.LimitReached>(decision.ExpectRefused())}";
}
