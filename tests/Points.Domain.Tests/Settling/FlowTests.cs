using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Redeeming;
using Points.Domain.Settling;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Settling;

/// <summary>Who pays whom how much for a flow.</summary>
public sealed class FlowTests
{
    private static readonly ProgrammeTerms Alliance = Terms with
    {
        Settlement = new(new(100), 0.02m, SettledWhen.Consumed),
        Rewards =
        [
            .. Terms.Rewards.Select(reward =>
                reward.RewardId == "mug"
                    ? reward with
                    {
                        MerchantId = "cinema",
                        Price = reward.Price! with { Usual = new Price.Fixed(new(3_000), new(3_000)) },
                    }
                    : reward
            ),
        ],
    };

    [Fact]
    public void The_issuer_pays_a_yuan_for_a_hundred_points_and_the_platform_keeps_two_percent()
    {
        var lines = LinesOf(EarnAndRedeem(Alliance), Alliance);

        Assert.Equal("-3000", Net(lines, "kiosk"));
        Assert.Equal("2940", Net(lines, "cinema"));
        Assert.Equal("60", Net(lines, null));
        var cinema = SettlementAccountTotals.Sum(lines.Where(line => line.Holder.MerchantId == "cinema"));
        Assert.Equal(("3000", "-60"), ($"{cinema[MoneyColumn.Honoured]}", $"{cinema[MoneyColumn.Fees]}"));
    }

    [Fact]
    public void A_reversal_uses_the_rate_at_which_the_points_were_spent()
    {
        var wallet = EarnAndRedeem(Alliance);
        var dearer = Alliance with
        {
            Number = 2,
            Settlement = Alliance.Settlement! with { FenPer100Points = new(200) },
        };
        wallet
            .Decide(
                (it, records) =>
                    Reverse.Decide(
                        it,
                        records,
                        new(
                            wallet.Redemptions.Single().RedemptionId,
                            new Actor.Operator(),
                            null,
                            FaultParty.Member,
                            "test"
                        ),
                        dearer,
                        Request("reverse"),
                        Allowance.None
                    )
            )
            .ExpectAccepted();

        var lines = LinesOf(wallet, Alliance, dearer);

        Assert.All((string?[])["kiosk", "cinema", null], holder => Assert.Equal("0", Net(lines, holder)));
    }

    [Fact]
    public void Amounts_are_exact_below_a_fen()
    {
        var odd = Alliance with { Settlement = new(new(95), 0.0175m, SettledWhen.Consumed) };

        var lines = LinesOf(EarnAndRedeem(odd), odd);

        Assert.Equal("-2850", Net(lines, "kiosk"));
        Assert.Equal("2800.125", Net(lines, "cinema"));
        Assert.Equal("49.875", Net(lines, null));
    }

    [Fact]
    public void Each_issuer_pays_for_its_own_points()
    {
        var wallet = new InMemoryWallet(NewWallet);
        Earn(wallet, "kiosk", 1_000, Alliance);
        Earn(wallet, "shop", 2_000, Alliance);
        wallet
            .Decide(it => Domain.Redeeming.Redeem.Decide(it, Sample.Redeem("mug"), Alliance, Request("redeem")))
            .ExpectAccepted();

        var lines = LinesOf(wallet, Alliance);

        Assert.Equal(("-1000", "-2000", "2940"), (Net(lines, "kiosk"), Net(lines, "shop"), Net(lines, "cinema")));
        Assert.Equal(
            ["kiosk", "shop"],
            lines
                .Where(line => line.Holder.MerchantId == "cinema")
                .Select(line => line.Counterparty)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Given_points_paid_when_issued_Then_the_platform_holds_the_money_until_they_are_spent()
    {
        var issued = Alliance with { Settlement = Alliance.Settlement! with { When = SettledWhen.Issued } };
        var wallet = new InMemoryWallet(NewWallet);
        Earn(wallet, "kiosk", 4_000, issued);
        Assert.Equal(("-4000", "4000"), (Net(LinesOf(wallet, issued), "kiosk"), Net(LinesOf(wallet, issued), null)));

        wallet
            .Decide(it => Domain.Redeeming.Redeem.Decide(it, Sample.Redeem("mug"), issued, Request("redeem")))
            .ExpectAccepted();

        var platform = SettlementAccountTotals.Sum(
            LinesOf(wallet, issued).Where(line => line.Holder == AccountHolder.Platform)
        );
        Assert.Equal(
            ("1000", "60", "2940"),
            ($"{platform[MoneyColumn.Held]}", $"{platform[MoneyColumn.Fees]}", Net(LinesOf(wallet, issued), "cinema"))
        );
    }

    [Fact]
    public void Expired_points_cost_nothing_if_paid_when_consumed_and_are_breakage_if_paid_when_issued()
    {
        var issued = Alliance with { Settlement = Alliance.Settlement! with { When = SettledWhen.Issued } };
        foreach (var (terms, breakage) in ((ProgrammeTerms, string)[])[(Alliance, "0"), (issued, "500")])
        {
            var wallet = new InMemoryWallet(NewWallet);
            Earn(wallet, "kiosk", 500, terms);
            var later = Noon.AddYears(3);
            wallet.Decide(it => new Decision.Accepted(it.BeginChange(terms, later))).ExpectAccepted();

            var lines = LinesOf(wallet, terms);
            Assert.Equal(
                500,
                SettlementAccountTotals
                    .Sum(lines.Where(line => line.Holder.MerchantId == "kiosk"))[PointsColumn.Expired]
                    .Value
            );
            Assert.Equal(breakage, $"{SettlementAccountTotals.Sum(lines)[MoneyColumn.Breakage]}");
        }
    }

    [Fact]
    public void A_correction_takes_back_all_lines_of_a_flow_once()
    {
        var flow = LinesOf(EarnAndRedeem(Alliance), Alliance).First(line => line.Flow.Kind == FlowKind.Consumed).Flow;
        var corrected = flow.CreateCorrection("d-1", Noon.AddDays(40), flow.Points);

        Assert.Equal(
            ExactFen.Zero,
            SettlementAccountTotals
                .Sum(
                    SettlementLine
                        .FromFlow(flow)
                        .Concat(SettlementLine.FromFlow(corrected))
                        .Where(line => line.Holder.MerchantId == "cinema")
                )
                .Net
        );
        Assert.Equal(corrected.FlowId, flow.CreateCorrection("d-2", Noon.AddDays(50), flow.Points).FlowId);
        Assert.True(corrected.IsCorrection);
    }

    [Fact]
    public void Points_that_operators_give_are_issued_and_those_they_take_are_withdrawn_from_each_issuer()
    {
        var issued = Alliance with
        {
            Settlement = Alliance.Settlement! with { When = SettledWhen.Issued },
            Adjustments = new(new(BudgetPeriod.Month, new(1_000)), "shop"),
        };
        var wallet = new InMemoryWallet(NewWallet);
        Earn(wallet, "kiosk", 500, issued);
        Adjust(wallet, 200, issued);
        Assert.Equal(("-500", "-200"), (Net(LinesOf(wallet, issued), "kiosk"), Net(LinesOf(wallet, issued), "shop")));

        Adjust(wallet, -600, issued);

        var lines = LinesOf(wallet, issued);
        Assert.Equal(("0", "-100", "100"), (Net(lines, "kiosk"), Net(lines, "shop"), Net(lines, null)));
        Assert.All(
            lines.Where(line => line.Flow.Reference != "order-0"),
            line => Assert.Equal(("adjustment", null), (line.Flow.Reference, line.Counterparty))
        );
        Assert.All(
            (string[])["kiosk", "shop"],
            merchant => Assert.Equal("0", Net(LinesOf(wallet, Alliance), merchant))
        );
    }

    private static void Adjust(InMemoryWallet wallet, long points, ProgrammeTerms terms) =>
        wallet
            .Decide(
                (it, records) =>
                    Domain.Adjusting.Adjust.Decide(
                        it,
                        records,
                        new(WalletOfMing, AdjustmentKind.Correction, new(points), "test", $"{points}"),
                        terms,
                        Request($"adjust-{points}"),
                        Allowance.Unlimited
                    )
            )
            .ExpectAccepted();

    private static InMemoryWallet EarnAndRedeem(ProgrammeTerms terms)
    {
        var wallet = new InMemoryWallet(NewWallet);
        Earn(wallet, "kiosk", 3_000, terms);
        wallet
            .Decide(it => Domain.Redeeming.Redeem.Decide(it, Sample.Redeem("mug"), terms, Request("redeem")))
            .ExpectAccepted();
        return wallet;
    }

    private static void Earn(InMemoryWallet wallet, string merchantId, long points, ProgrammeTerms terms) =>
        wallet
            .Decide(
                (it, records) =>
                    Accrue.Decide(
                        it,
                        records,
                        Purchase(points * 100, $"order-{it.Sequence}", merchantId),
                        terms,
                        Request($"earn-{it.Sequence}"),
                        Allowance.Unlimited
                    )
            )
            .ExpectAccepted();

    private static SettlementLine[] LinesOf(InMemoryWallet wallet, params ProgrammeTerms[] terms) =>
        [
            .. wallet
                .Entries.SelectMany(entry =>
                    FlowExtraction.Extract(wallet.Wallet.Id, entry, number => terms[number - 1])
                )
                .SelectMany(SettlementLine.FromFlow),
        ];

    private static string Net(IEnumerable<SettlementLine> lines, string? merchantId) =>
        SettlementAccountTotals.Sum(lines.Where(line => line.Holder == new AccountHolder(merchantId))).Net.ToString();
}
