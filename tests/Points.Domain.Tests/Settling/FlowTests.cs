using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Redeeming;
using Points.Domain.Settling;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Settling;

/// <summary>Who pays whom, and how much.</summary>
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
        var cinema = AccountTotals.Sum(lines.Where(line => line.Holder.MerchantId == "cinema"));
        Assert.Equal(("3000", "-60"), ($"{cinema[MoneyColumn.Honoured]}", $"{cinema[MoneyColumn.Fees]}"));
    }

    [Fact]
    public void A_reversal_goes_by_the_terms_under_which_the_points_were_spent()
    {
        var books = EarnAndRedeem(Alliance);
        var dearer = Alliance with
        {
            Number = 2,
            Settlement = Alliance.Settlement! with { FenPer100Points = new(200) },
        };
        books
            .Decide(
                (it, records) =>
                    Reverse.Decide(
                        it,
                        records,
                        new(
                            books.Redemptions.Single().RedemptionId,
                            new Actor.Operator(),
                            null,
                            FaultParty.Member,
                            "test"
                        ),
                        dearer,
                        Request("reverse")
                    )
            )
            .ExpectAccepted();

        var lines = LinesOf(books, Alliance, dearer);

        Assert.All((string?[])["kiosk", "cinema", null], holder => Assert.Equal("0", Net(lines, holder)));
    }

    [Fact]
    public void Amounts_are_exact_however_small_the_lots()
    {
        var odd = Alliance with { Settlement = new(new(95), 0.0175m, SettledWhen.Consumed) };

        var lines = LinesOf(EarnAndRedeem(odd), odd);

        Assert.Equal("-2850", Net(lines, "kiosk"));
        Assert.Equal("2800.125", Net(lines, "cinema"));
        Assert.Equal("49.875", Net(lines, null));
    }

    [Fact]
    public void Points_of_several_issuers_are_paid_for_by_each()
    {
        var books = new InMemoryWallet(NewWallet);
        Earn(books, "kiosk", 1_000, Alliance);
        Earn(books, "shop", 2_000, Alliance);
        books
            .Decide(it => Domain.Redeeming.Redeem.Decide(it, Sample.Redeem("mug"), Alliance, Request("redeem")))
            .ExpectAccepted();

        var lines = LinesOf(books, Alliance);

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
    public void Where_points_are_paid_for_when_issued_the_platform_holds_the_money_until_they_are_spent()
    {
        var issued = Alliance with { Settlement = Alliance.Settlement! with { When = SettledWhen.Issued } };
        var books = new InMemoryWallet(NewWallet);
        Earn(books, "kiosk", 4_000, issued);
        Assert.Equal(("-4000", "4000"), (Net(LinesOf(books, issued), "kiosk"), Net(LinesOf(books, issued), null)));

        books
            .Decide(it => Domain.Redeeming.Redeem.Decide(it, Sample.Redeem("mug"), issued, Request("redeem")))
            .ExpectAccepted();

        var platform = AccountTotals.Sum(LinesOf(books, issued).Where(line => line.Holder == AccountHolder.Platform));
        Assert.Equal(
            ("1000", "60", "2940"),
            ($"{platform[MoneyColumn.Held]}", $"{platform[MoneyColumn.Fees]}", Net(LinesOf(books, issued), "cinema"))
        );
    }

    [Fact]
    public void What_expires_is_nobodys_debt_or_the_platforms_gain_as_the_terms_say()
    {
        var issued = Alliance with { Settlement = Alliance.Settlement! with { When = SettledWhen.Issued } };
        foreach (var (terms, breakage) in ((ProgrammeTerms, string)[])[(Alliance, "0"), (issued, "500")])
        {
            var books = new InMemoryWallet(NewWallet);
            Earn(books, "kiosk", 500, terms);
            var later = Noon.AddYears(3);
            books.Decide(it => new Decision.Accepted(it.BeginChange(terms, later))).ExpectAccepted();

            var lines = LinesOf(books, terms);
            Assert.Equal(
                500,
                AccountTotals.Sum(lines.Where(line => line.Holder.MerchantId == "kiosk"))[PointsColumn.Expired].Value
            );
            Assert.Equal(breakage, $"{AccountTotals.Sum(lines)[MoneyColumn.Breakage]}");
        }
    }

    [Fact]
    public void A_correction_takes_back_all_sides_of_a_flow_once()
    {
        var flow = LinesOf(EarnAndRedeem(Alliance), Alliance).First(line => line.Flow.Kind == FlowKind.Consumed).Flow;
        var corrected = flow.CreateCorrection("d-1", Noon.AddDays(40));

        Assert.Equal(
            ExactFen.Zero,
            AccountTotals
                .Sum(
                    SettlementLine
                        .FromFlow(flow)
                        .Concat(SettlementLine.FromFlow(corrected))
                        .Where(line => line.Holder.MerchantId == "cinema")
                )
                .Net
        );
        Assert.Equal(corrected.FlowId, flow.CreateCorrection("d-2", Noon.AddDays(50)).FlowId);
        Assert.True(corrected.IsCorrection);
    }

    private static InMemoryWallet EarnAndRedeem(ProgrammeTerms terms)
    {
        var books = new InMemoryWallet(NewWallet);
        Earn(books, "kiosk", 3_000, terms);
        books
            .Decide(it => Domain.Redeeming.Redeem.Decide(it, Sample.Redeem("mug"), terms, Request("redeem")))
            .ExpectAccepted();
        return books;
    }

    private static void Earn(InMemoryWallet books, string merchantId, long points, ProgrammeTerms terms) =>
        books
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

    private static SettlementLine[] LinesOf(InMemoryWallet books, params ProgrammeTerms[] terms) =>
        [
            .. books
                .Entries.SelectMany(entry =>
                    FlowExtraction.Extract(books.Wallet.Id, entry, number => terms[number - 1])
                )
                .SelectMany(SettlementLine.FromFlow),
        ];

    private static string Net(IEnumerable<SettlementLine> lines, string? merchantId) =>
        AccountTotals.Sum(lines.Where(line => line.Holder == new AccountHolder(merchantId))).Net.ToString();
}
