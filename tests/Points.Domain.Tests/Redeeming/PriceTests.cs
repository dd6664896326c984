using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Tests.Programmes;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Redeeming;

/// <summary>The price of a reward for a member on a day.</summary>
public sealed class PriceTests
{
    private static readonly DateTimeOffset Summer = new(2027, 6, 15, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly ProgrammeTerms Priced = Read(
        """
        [
          { "rewardId": "box", "kind": "goods", "name": { "zh": "盒", "en": "Box" }, "merchantId": "shop",
            "worthFen": 2500, "limits": { "perMember": 2, "per": "month" },
            "price": { "points": 500,
              "windows": [ { "points": 401, "from": "2027-06-15", "to": "2027-08-15" } ],
              "discounts": [ { "id": "good", "discount": 0.9, "when": { "creditGrades": ["A"] } } ] } },
          { "rewardId": "gift", "kind": "goods", "name": { "zh": "礼", "en": "Gift" }, "merchantId": "shop",
            "price": { "points": 10 }, "eligible": { "creditGrades": ["A", "B"] } },
          { "rewardId": "early", "kind": "goods", "name": { "zh": "早", "en": "Early" }, "merchantId": "shop",
            "price": { "points": 10 }, "onSaleFrom": "2027-06-16T10:00:00+08:00",
            "headStart": { "hours": 24, "when": { "creditGrades": ["A"] } } },
          { "rewardId": "rare", "kind": "goods", "name": { "zh": "少", "en": "Rare" }, "merchantId": "shop",
            "price": { "points": 10 }, "stock": 1 },
          { "rewardId": "voucher", "kind": "voucher", "name": { "zh": "券", "en": "Voucher" }, "merchantId": "shop",
            "price": { "pointsPerYuan": 100, "minimumPoints": 500,
              "windows": [ { "points": 1000, "worthFen": 3000, "from": "2027-06-15", "to": "2027-06-15" } ],
              "discounts": [ { "id": "a", "discount": 0.9, "when": { "creditGrades": ["A"] } } ] } },
          { "rewardId": "offset", "kind": "bill-offset", "name": { "zh": "抵", "en": "Offset" }, "merchantId": "shop",
            "price": { "pointsPerYuan": 100, "minimumPoints": 100 }, "maximumOffsetFen": 5000 }
        ]
        """
    );

    [Theory]
    [InlineData("C", -1, 500)]
    [InlineData("C", 0, 401)]
    [InlineData("A", -1, 450)]
    [InlineData("A", 0, 361)]
    public void The_price_follows_the_day_and_the_members_discount_and_rounds_up(
        string grade,
        int minutes,
        long points
    ) =>
        Assert.Equal(
            new(points),
            Redeemed("box", grade, Summer.AddMinutes(minutes)).ExpectAccepted().Redemption!.Points
        );

    [Theory]
    [InlineData("C", -1, 1_000, 1_000)]
    [InlineData("C", 0, 1_000, 3_000)]
    [InlineData("C", 0, 1_200, 3_600)]
    [InlineData("A", -1, 900, 1_000)]
    [InlineData("A", -1, 905, 1_005)]
    public void A_variable_price_gives_value_pro_rata_and_more_of_it_at_a_discount(
        string grade,
        int minutes,
        long points,
        long worthFen
    ) =>
        Assert.Equal(
            new(worthFen),
            Redeemed("voucher", grade, Summer.AddMinutes(minutes), points).ExpectAccepted().Redemption!.Worth
        );

    [Fact]
    public void Given_a_member_who_is_not_eligible_When_redeeming_Then_refused_not_eligible()
    {
        Redeemed("gift", "B", Summer).ExpectAccepted();
        Assert.IsType<Refusal.NotEligible>(Redeemed("gift", "C", Summer).ExpectRefused());
    }

    [Theory]
    [InlineData("A", "2027-06-15T09:59:59+08:00", false)]
    [InlineData("A", "2027-06-15T10:00:00+08:00", true)]
    [InlineData("B", "2027-06-16T09:59:59+08:00", false)]
    [InlineData("B", "2027-06-16T10:00:00+08:00", true)]
    public void A_head_start_lets_some_members_redeem_a_day_earlier(string grade, string now, bool given) =>
        Assert.Equal(given, Redeemed("early", grade, DateTimeOffset.Parse(now, null)) is Decision.Accepted);

    [Fact]
    public void Given_a_used_monthly_limit_When_redeeming_Then_refused_until_the_next_month()
    {
        var wallet = Redeemed("box", "C", Summer, quantity: 2).ExpectAccepted().PendingChange.Wallet;

        Assert.IsType<Refusal.LimitReached>(Redeemed("box", "C", Summer, wallet: wallet).ExpectRefused());
        Redeemed("box", "C", Summer.AddMonths(1), wallet: wallet).ExpectAccepted();
        Assert.IsType<Refusal.LimitReached>(Redeemed("box", "C", Summer, quantity: 3).ExpectRefused());
    }

    [Fact]
    public void Given_limited_stock_and_no_reservation_When_redeeming_Then_refused_out_of_stock() =>
        Assert.IsType<Refusal.OutOfStock>(Redeemed("rare", "C", Summer).ExpectRefused());

    [Fact]
    public void When_a_bill_offset_exceeds_its_maximum_Then_refused_limit_reached()
    {
        Redeemed("offset", "C", Summer, 5_000, billFen: 10_000).ExpectAccepted();
        Assert.IsType<Refusal.LimitReached>(Redeemed("offset", "C", Summer, 5_100, billFen: 10_000).ExpectRefused());
    }

    [Theory]
    [InlineData(4_999, 4_999)]
    [InlineData(101, 101)]
    public void The_refusal_of_points_worth_more_than_the_bill_says_how_many_it_takes(long billFen, long most)
    {
        var refused = Assert.IsType<Refusal.LimitReached>(
            Redeemed("offset", "C", Summer, 5_000, billFen: billFen).ExpectRefused()
        );

        Assert.Contains($"{most} points", refused.What, StringComparison.Ordinal);
        Redeemed("offset", "C", Summer, most, billFen: billFen).ExpectAccepted();
    }

    [Fact]
    public void Given_a_bill_below_the_worth_of_the_fewest_points_When_redeeming_Then_refused_not_eligible() =>
        Assert.IsType<Refusal.NotEligible>(Redeemed("offset", "C", Summer, 100, billFen: 99).ExpectRefused());

    private static Decision Redeemed(
        string rewardId,
        string grade,
        DateTimeOffset now,
        long? points = null,
        int quantity = 1,
        Wallet? wallet = null,
        long? billFen = null
    )
    {
        var funded =
            wallet
            ?? (
                Wallet.Open(
                    WalletOfMing,
                    KeyOfMing,
                    Verified with
                    {
                        CreditGrade = Enum.Parse<CreditGrade>(grade),
                    }
                ) with
                {
                    Lots = Lots.None.Add(new(new(10_000), null, "shop")),
                }
            );
        return Domain.Redeeming.Redeem.Decide(
            funded,
            Redeem(rewardId, quantity, points) with
            {
                Bill = billFen is { } fen ? new Fen(fen) : null,
            },
            Priced,
            Request("r", now)
        );
    }

    private static ProgrammeTerms Read(string rewards)
    {
        var read = CompleteDocument.Read(CompleteDocument.WithChange("rewards", rewards));
        return read.TryGetValue(out var terms) ? terms : throw new InvalidDataException(read.Errors.ToString());
    }
}
