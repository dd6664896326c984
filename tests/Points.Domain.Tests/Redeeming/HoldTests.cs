using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Redeeming;

/// <summary>Points set aside: gone at once, back when they should be, and never twice.</summary>
public sealed class HoldTests
{
    private static readonly DateTimeOffset Until = Noon.AddDays(7);

    [Fact]
    public void A_hold_takes_what_expires_first_and_keeps_it_by_lot()
    {
        var books = new InMemoryWallet(NewWallet.AfterEarning(60, Noon).AfterEarning(60, Noon.AddMonths(1)));

        var held = Hold(books, Noon.AddMonths(1)).ExpectAccepted();

        Assert.Equal([60L, 40L], held.Redemption!.Lots.Select(lot => lot.Points.Value));
        Assert.Equal((new Points(20), new Points(100)), (books.Wallet.Lots.Total, books.Wallet.Held));
        Assert.Equal(
            (new Points(-100), new Points(20), new Points(100)),
            (books.Entries[^1].Points, books.Entries[^1].After.Balance, books.Entries[^1].After.Held)
        );
    }

    [Fact]
    public void At_its_end_and_not_before_its_points_are_there_for_whatever_is_decided()
    {
        var books = new InMemoryWallet(NewWallet.AfterEarning(100, Noon));
        Hold(books, Noon).ExpectAccepted();

        Assert.IsType<Refusal.NotEnoughPoints>(
            books
                .Decide(it =>
                    Domain.Redeeming.Redeem.Decide(it, Redeem("mug"), Terms, Request("m", Until.AddTicks(-1)))
                )
                .ExpectRefused()
        );
        var spent = books
            .Decide(it => Domain.Redeeming.Redeem.Decide(it, Redeem("mug"), Terms, Request("m", Until)))
            .ExpectAccepted();

        Assert.Equal(
            [
                new EntryKind.Release(
                    ((EntryKind.Hold)books.Entries[0].Kind).RedemptionId,
                    ReleaseReason.Lapsed,
                    Terms.BusinessDateOf(Until),
                    Points.Zero
                ),
            ],
            spent.PendingChange.Entries[..^1].Select(entry => entry.Kind)
        );
    }

    [Fact]
    public void What_is_held_does_not_expire_before_the_hold_ends_and_does_then()
    {
        var books = new InMemoryWallet(NewWallet.AfterEarning(100, Noon));
        var lastDay = new DateTimeOffset(2028, 11, 30, 12, 0, 0, TimeSpan.FromHours(8));
        var id = books
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

        Assert.Equal(new(100), books.Wallet.AsOf(Terms, lastDay.AddDays(9)).Held);
        Assert.Equal(
            Points.Zero,
            books.Wallet.AsOf(Terms, lastDay.AddDays(10)).Held
                + books.Wallet.AsOf(Terms, lastDay.AddDays(10)).Lots.Total
        );
        books
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
    public void Confirmed_or_cancelled_it_is_over()
    {
        var books = new InMemoryWallet(NewWallet.AfterEarning(200, Noon));
        var (kept, left) = (
            Hold(books, Noon, "h1").ExpectAccepted().Redemption!.RedemptionId,
            Hold(books, Noon, "h2").ExpectAccepted().Redemption!.RedemptionId
        );

        Confirm(books, kept, Noon).ExpectAccepted();
        Cancel(books, left, FaultParty.Member, Noon).ExpectAccepted();

        Assert.Equal((new Points(100), Points.Zero), (books.Wallet.Lots.Total, books.Wallet.Held));
        foreach (var id in (string[])[kept, left])
        {
            Assert.IsType<Refusal.AlreadySettled>(Confirm(books, id, Noon).ExpectRefused());
            Assert.IsType<Refusal.AlreadySettled>(Cancel(books, id, FaultParty.Member, Noon).ExpectRefused());
        }
    }

    [Fact]
    public void After_its_end_it_can_be_neither_confirmed_nor_cancelled()
    {
        var books = new InMemoryWallet(NewWallet.AfterEarning(100, Noon));
        var id = Hold(books, Noon).ExpectAccepted().Redemption!.RedemptionId;

        Assert.Equal(new Refusal.HoldExpired(Until), Confirm(books, id, Until).ExpectRefused());
        Assert.Equal(new Refusal.HoldExpired(Until), Cancel(books, id, FaultParty.Merchant, Until).ExpectRefused());
        Confirm(books, id, Until.AddTicks(-1)).ExpectAccepted();
    }

    [Theory]
    [InlineData(FaultParty.Member, "2028-11-30")]
    [InlineData(FaultParty.Merchant, "2028-12-20")]
    public void What_a_merchant_cannot_give_leaves_thirty_days_to_use_the_points(FaultParty by, string expiresOn)
    {
        var (books, now) = (
            new InMemoryWallet(NewWallet.AfterEarning(100, Noon)),
            new DateTimeOffset(2028, 11, 20, 12, 0, 0, TimeSpan.FromHours(8))
        );
        var id = books
            .Decide(it =>
                Domain.Redeeming.Redeem.Decide(it, Redeem("mug") with { IsHold = true }, Terms, Request("h", now))
            )
            .ExpectAccepted()
            .Redemption!.RedemptionId;

        Cancel(books, id, by, now).ExpectAccepted();

        Assert.Equal(
            DateOnly.Parse(expiresOn, System.Globalization.CultureInfo.InvariantCulture),
            books.Wallet.Lots.Open.Single().ExpiresOn
        );
    }

    [Fact]
    public void A_wallet_has_a_bounded_number_of_holds()
    {
        var books = new InMemoryWallet(NewWallet.AfterEarning(10_000, Noon));
        for (var i = 0; i < Domain.Ledger.Hold.CountMax; i++)
            Hold(books, Noon, $"h{i}").ExpectAccepted();

        Assert.IsType<Refusal.LimitReached>(Hold(books, Noon, "more").ExpectRefused());
    }

    private static Decision Hold(InMemoryWallet books, DateTimeOffset now, string key = "h") =>
        books.Decide(it =>
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

    private static Decision Confirm(InMemoryWallet books, string id, DateTimeOffset now) =>
        books.Decide(
            (it, records) =>
                ConfirmHold.Decide(it, records, new(id, new Actor.Operator()), Terms, Request($"c-{it.Sequence}", now))
        );

    private static Decision Cancel(InMemoryWallet books, string id, FaultParty by, DateTimeOffset now) =>
        books.Decide(
            (it, records) =>
                CancelHold.Decide(
                    it,
                    records,
                    new(id, new Actor.Operator(), by, null),
                    Terms,
                    Request($"x-{it.Sequence}", now)
                )
        );
}
