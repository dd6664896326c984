using FsCheck;
using FsCheck.Fluent;
using Points.Domain.Billing;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Redeeming;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Billing;

/// <summary>What a quote of a bill says is what using its rewards one after another gives.</summary>
public sealed class QuoteBillTests
{
    private static readonly ProgrammeTerms Shop = Read(
        Document.Replace(
            """
            "rewards": [
            """,
            """
            "perks": [
              { "id": "fresh-90", "discount": 0.9, "when": { "categories": ["fresh"], "balanceAtLeast": 3000 } },
              { "id": "tea-75", "discount": 0.75, "when": { "categories": ["tea"] } }
            ],
            "rewards": [
              {
                "rewardId": "20-off-100", "kind": "coupon", "name": { "zh": "券", "en": "20 off 100" },
                "worthFen": 2000, "minimumBillFen": 10000, "price": { "points": 400 }
              },
              {
                "rewardId": "50-off-200", "kind": "coupon", "name": { "zh": "券", "en": "50 off 200" },
                "worthFen": 5000, "minimumBillFen": 20000, "limits": { "perMember": 2, "per": "day" },
                "price": { "points": 1000, "discounts": [
                  { "id": "rich", "discount": 0.8, "when": { "balanceAtLeast": 2500 } }
                ] }
              },
              {
                "rewardId": "rich-only", "kind": "coupon", "name": { "zh": "券", "en": "For the rich" },
                "worthFen": 3000, "eligible": { "balanceAtLeast": 2000 }, "price": { "points": 500 }
              },
              {
                "rewardId": "cinema-only", "kind": "coupon", "name": { "zh": "券", "en": "At the cinema" },
                "merchantId": "cinema", "worthFen": 3000, "price": { "points": 100 }
              },
              {
                "rewardId": "offset", "kind": "bill-offset", "name": { "zh": "抵现", "en": "Offset" },
                "maximumOffsetFen": 5000, "price": { "pointsPerYuan": 30, "minimumPoints": 300 }
              },
            """,
            StringComparison.Ordinal
        )
    );

    private static readonly Gen<Till> Tills =
        from lines in (
            from category in Gen.Elements("fresh", "tea", "general")
            from fen in Gen.Choose(0, 25_000)
            select new OrderLine("sku", category, new(fen), 1, null, [])
        )
            .ArrayOf()
            .Where(all => all.Length > 0)
        from rewards in Gen.Elements(
                "20-off-100",
                "50-off-200",
                "rich-only",
                "cinema-only",
                "offset",
                "voucher",
                "mug",
                "unknown"
            )
            .ArrayOf()
        from usable in Gen.Elements("20-off-100", "50-off-200", "rich-only", "offset", "voucher").ArrayOf()
        from isUsable in Gen.Elements(true, true, true, false)
        from balance in Gen.Choose(0, 6_000)
        from points in Gen.Elements(0, 0, 300, 900, 1_500, 3_000)
        from merchant in Gen.Elements("shop", "shop", "shop", "cinema", "kiosk")
        select new Till(lines, [.. (isUsable ? usable : rewards).Take(5)], balance, points, merchant);

    [Fact]
    public void Given_20_off_100_and_50_off_200_Then_quote_and_use_follow_one_order()
    {
        var bill = new Till([Line(20_000)], ["20-off-100", "50-off-200"], 6_000, 0, "shop");
        var turned = bill with { Rewards = ["50-off-200", "20-off-100"] };

        Assert.Equal(nameof(Refusal.NotEligible), bill.Quote());
        Assert.Equal(bill.Quote(), bill.Use());
        Assert.Equal("13000", turned.Quote());
        Assert.Equal("13000", turned.Use());
    }

    [Fact]
    public void Given_any_bill_and_any_rewards_in_any_order_Then_the_quote_is_what_using_them_gives() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2_000),
            Prop.ForAll(Tills.ToArbitrary(), till => till.Quote() == till.Use())
        );

    [Fact]
    public void Given_coupons_that_give_codes_first_Then_their_use_one_after_another_is_what_the_quote_says() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1_000),
            Prop.ForAll(
                Tills.ToArbitrary(),
                till =>
                {
                    // A code is taken before the bill is known, so a member with too few points learns that first.
                    var coupons = till with
                    {
                        Balance = 6_000,
                        Rewards = [.. till.Rewards.Where(it => it == "20-off-100")],
                    };
                    return coupons.Quote() == coupons.UseCodes();
                }
            )
        );

    [Fact]
    public void The_random_bills_are_quoted_and_refused_for_every_reason()
    {
        var answers = Tills.Sample(100, new Rnd(2026), 2_000).Select(till => till.Quote()).ToHashSet();

        Assert.Contains(answers, it => it.All(char.IsAsciiDigit));
        Assert.Superset(
            new HashSet<string>(["NotFound", "Invalid", "NotEligible", "LimitReached", "NotEnoughPoints"]),
            answers
        );
    }

    private static OrderLine Line(long fen) => new("sku", "general", new(fen), 1, null, []);

    /// <summary>A bill at a till, and the rewards to use for it, in their order.</summary>
    private sealed record Till(OrderLine[] Lines, string[] Rewards, int Balance, int Points, string MerchantId)
    {
        private Wallet Wallet => Balance == 0 ? NewWallet : NewWallet.AfterEarning(Balance, Noon);

        private QuoteBill Command =>
            new(WalletOfMing, MerchantId, [.. Lines], [.. Rewards], Points == 0 ? null : new Points(Points));

        /// <summary>What is to pay, or the kind of the refusal.</summary>
        public string Quote() =>
            QuoteBill
                .Decide(Wallet, Command, Shop, Noon)
                .Match(quoted: it => $"{it.Bill.Pay.Value}", refused: it => it.GetType().Name);

        /// <summary>Redeems the rewards at the till, each for what is left to pay.</summary>
        public string Use()
        {
            var (wallet, left, taken) = (new InMemoryWallet(Wallet), AfterPerks().Pay, new Dictionary<string, Fen>());
            foreach (var (index, rewardId) in Rewards.Index())
            {
                var off = taken.GetValueOrDefault(rewardId);
                var bill = left;
                var decision = wallet.Decide(it =>
                    Domain.Redeeming.Redeem.Decide(
                        it,
                        RedemptionOf(rewardId, bill, off),
                        Shop,
                        Request($"redeem-{index}")
                    )
                );
                if (decision is not Decision.Accepted { Redemption: { } redemption })
                    return decision.RequireRefusal().GetType().Name;
                left = redemption.Pay!.Value;
                taken[rewardId] = off + bill - left;
            }
            return $"{left.Value}";
        }

        /// <summary>Takes codes for the rewards, and then uses the codes one after another.</summary>
        public string UseCodes()
        {
            var (wallet, left) = (new InMemoryWallet(Wallet), AfterPerks().Pay);
            foreach (var (index, rewardId) in Rewards.Index())
            {
                var take = RedemptionOf(rewardId, bill: null, takenOff: null) with { VoucherCode = $"code-{index}" };
                var taken = wallet.Decide(it =>
                    Domain.Redeeming.Redeem.Decide(it, take, Shop, Request($"take-{index}"))
                );
                if (taken is not Decision.Accepted { Redemption: { } redemption })
                    return taken.RequireRefusal().GetType().Name;
                var use = new UseVoucher(
                    redemption.RedemptionId,
                    redemption.Voucher!.Code,
                    take.By,
                    left,
                    $"sale-{index}"
                );
                var used = wallet.Decide(
                    (it, records) => UseVoucher.Decide(it, records, use, Shop, Request($"use-{index}"))
                );
                if (used is not Decision.Accepted)
                    return used.RequireRefusal().GetType().Name;
                left = wallet.Redemption(redemption.RedemptionId).Pay!.Value;
            }
            return $"{left.Value}";
        }

        private Bill AfterPerks()
        {
            var total = Lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount);
            var member = Wallet.BuildRuleContext(Shop, Noon, Noon) with { MerchantId = MerchantId, Total = total };
            return Bill.ApplyPerks([.. Lines], Shop, member);
        }

        private Redeem RedemptionOf(string rewardId, Fen? bill, Fen? takenOff)
        {
            var reward = Shop.FindReward(rewardId);
            var minimum = reward?.Price.Usual.Match(_ => (Points?)null, variable: it => it.Minimum);
            return new(
                WalletOfMing,
                rewardId,
                MerchantId,
                Quantity: 1,
                minimum is null ? null : Command.Points ?? minimum
            )
            {
                By = new Actor.Merchant(MerchantId),
                Bill = bill,
                TakenOff = takenOff,
                VoucherCode = "code",
            };
        }
    }
}
