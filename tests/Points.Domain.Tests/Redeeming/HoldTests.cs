using Points.Domain.Deciding;
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
        var books = new Books(NewWallet.Earning(60, Noon).Earning(60, Noon.AddMonths(1)));

        var held = Hold(books, Noon.AddMonths(1)).Accepted();

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
        var books = new Books(NewWallet.Earning(100, Noon));
        Hold(books, Noon).Accepted();

        Assert.IsType<Refusal.NotEnoughPoints>(
            books
                .Do(it => Domain.Redeeming.Redeem.Decide(it, Redeem("mug"), Terms, Request("m", Until.AddTicks(-1))))
                .Refused()
        );
        var spent = books
            .Do(it => Domain.Redeeming.Redeem.Decide(it, Redeem("mug"), Terms, Request("m", Until)))
            .Accepted();

        Assert.Equal(
            [
                new Cause.Release(
                    ((Cause.Hold)books.Entries[0].Cause).RedemptionId,
                    ReleaseReason.Lapsed,
                    Terms.BusinessDate(Until),
                    Points.Zero
                ),
            ],
            spent.Posting.Entries[..^1].Select(entry => entry.Cause)
        );
    }

    [Fact]
    public void What_is_held_does_not_expire_before_the_hold_ends_and_does_then()
    {
        var books = new Books(NewWallet.Earning(100, Noon));
        var lastDay = new DateTimeOffset(2028, 11, 30, 12, 0, 0, TimeSpan.FromHours(8));
        var id = books
            .Do(it =>
                Domain.Redeeming.Redeem.Decide(
                    it,
                    Redeem("mug") with
                    {
                        Holds = true,
                        HoldUntil = lastDay.AddDays(10),
                    },
                    Terms,
                    Request("h", lastDay)
                )
            )
            .Accepted()
            .Redemption!.RedemptionId;

        Assert.Equal(new(100), books.Wallet.At(Terms, lastDay.AddDays(9)).Held);
        Assert.Equal(
            Points.Zero,
            books.Wallet.At(Terms, lastDay.AddDays(10)).Held + books.Wallet.At(Terms, lastDay.AddDays(10)).Lots.Total
        );
        books
            .Do(
                (it, records) =>
                    ConfirmHold.Decide(
                        it,
                        records,
                        new(id, new Actor.Operator()),
                        Terms,
                        Request("c", lastDay.AddDays(9))
                    )
            )
            .Accepted();
    }

    [Fact]
    public void Confirmed_or_cancelled_it_is_over()
    {
        var books = new Books(NewWallet.Earning(200, Noon));
        var (kept, left) = (
            Hold(books, Noon, "h1").Accepted().Redemption!.RedemptionId,
            Hold(books, Noon, "h2").Accepted().Redemption!.RedemptionId
        );

        Confirm(books, kept, Noon).Accepted();
        Cancel(books, left, AtFault.Member, Noon).Accepted();

        Assert.Equal((new Points(100), Points.Zero), (books.Wallet.Lots.Total, books.Wallet.Held));
        foreach (var id in (string[])[kept, left])
        {
            Assert.IsType<Refusal.AlreadySettled>(Confirm(books, id, Noon).Refused());
            Assert.IsType<Refusal.AlreadySettled>(Cancel(books, id, AtFault.Member, Noon).Refused());
        }
    }

    [Fact]
    public void After_its_end_it_can_be_neither_confirmed_nor_cancelled()
    {
        var books = new Books(NewWallet.Earning(100, Noon));
        var id = Hold(books, Noon).Accepted().Redemption!.RedemptionId;

        Assert.Equal(new Refusal.HoldExpired(Until), Confirm(books, id, Until).Refused());
        Assert.Equal(new Refusal.HoldExpired(Until), Cancel(books, id, AtFault.Merchant, Until).Refused());
        Confirm(books, id, Until.AddTicks(-1)).Accepted();
    }

    [Theory]
    [InlineData(AtFault.Member, "2028-11-30")]
    [InlineData(AtFault.Merchant, "2028-12-20")]
    public void What_a_merchant_cannot_give_leaves_thirty_days_to_use_the_points(AtFault by, string expiresOn)
    {
        var (books, now) = (
            new Books(NewWallet.Earning(100, Noon)),
            new DateTimeOffset(2028, 11, 20, 12, 0, 0, TimeSpan.FromHours(8))
        );
        var id = books
            .Do(it => Domain.Redeeming.Redeem.Decide(it, Redeem("mug") with { Holds = true }, Terms, Request("h", now)))
            .Accepted()
            .Redemption!.RedemptionId;

        Cancel(books, id, by, now).Accepted();

        Assert.Equal(
            DateOnly.Parse(expiresOn, System.Globalization.CultureInfo.InvariantCulture),
            books.Wallet.Lots.Open.Single().ExpiresOn
        );
    }

    [Fact]
    public void A_wallet_has_a_bounded_number_of_holds()
    {
        var books = new Books(NewWallet.Earning(10_000, Noon));
        for (var i = 0; i < Domain.Wallets.Hold.CountMax; i++)
            Hold(books, Noon, $"h{i}").Accepted();

        Assert.IsType<Refusal.LimitReached>(Hold(books, Noon, "more").Refused());
    }

    private static Decision Hold(Books books, DateTimeOffset now, string key = "h") =>
        books.Do(it =>
            Domain.Redeeming.Redeem.Decide(
                it,
                Redeem("mug") with
                {
                    Holds = true,
                    HoldUntil = Until > now ? Until : now.AddDays(7),
                },
                Terms,
                Request(key, now)
            )
        );

    private static Decision Confirm(Books books, string id, DateTimeOffset now) =>
        books.Do(
            (it, records) =>
                ConfirmHold.Decide(it, records, new(id, new Actor.Operator()), Terms, Request($"c-{it.Sequence}", now))
        );

    private static Decision Cancel(Books books, string id, AtFault by, DateTimeOffset now) =>
        books.Do(
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
