using Points.Domain.Programmes;
using Points.Domain.Settling;
using static Points.Domain.Tests.RandomScenarios;

namespace Points.Domain.Tests.Settling;

/// <summary>Rules of merchants' accounts that hold after any random sequence of steps on two wallets.</summary>
public sealed class FlowProperties
{
    /// <summary>Odd numbers, so that amounts are not whole fen.</summary>
    private static readonly SettlementTerms Consumed = new(new(95), 0.0175m, SettledWhen.Consumed),
        Issued = Consumed with { When = SettledWhen.Issued };

    [Theory]
    [InlineData(SettledWhen.Consumed)]
    [InlineData(SettledWhen.Issued)]
    public void All_lines_of_every_flow_add_up_to_zero(SettledWhen when) =>
        CheckEvery(life =>
            FlowsOf(life, when)
                .All(flow => SettlementAccountTotals.Sum(SettlementLine.FromFlow(flow)).Net == ExactFen.Zero)
        );

    [Fact]
    public void Issued_points_that_are_not_consumed_refunded_or_expired_are_in_the_wallets() =>
        CheckEvery(life =>
        {
            life.ResumeAllTransfers();
            return ((string[])["shop", "kiosk"]).All(issuer =>
                Outstanding(Of(life, Consumed, new(issuer))) == InWallets(life, issuer)
            );
        });

    [Fact]
    public void The_platform_holds_exactly_the_price_of_the_points_in_the_wallets() =>
        CheckEvery(life =>
        {
            life.ResumeAllTransfers();
            var outstanding = InWallets(life, "shop") + InWallets(life, "kiosk");
            return Of(life, Issued, AccountHolder.Platform)[MoneyColumn.Held]
                == new ExactFen(outstanding.Value * 95m / 100);
        });

    [Fact]
    public void An_issuer_pays_only_for_points_that_were_consumed_and_not_returned() =>
        CheckEvery(life =>
        {
            var kiosk = Of(life, Consumed, new("kiosk"));
            return kiosk[MoneyColumn.Issued] + kiosk[MoneyColumn.Reversed] - Repaid(kiosk)
                == -new ExactFen((kiosk[PointsColumn.Consumed] - kiosk[PointsColumn.Returned]).Value * 95m / 100);

            static ExactFen Repaid(SettlementAccountTotals totals) =>
                new(totals[PointsColumn.Repaid].Value * 95m / 100);
        });

    [Fact]
    public void Reading_the_ledger_again_gives_the_same_lines() =>
        CheckEvery(life =>
            FlowsOf(life, SettledWhen.Consumed)
                .SelectMany(SettlementLine.FromFlow)
                .Select(line => line.LineId)
                .SequenceEqual(
                    FlowsOf(life, SettledWhen.Consumed).SelectMany(SettlementLine.FromFlow).Select(line => line.LineId)
                )
            && FlowsOf(life, SettledWhen.Consumed)
                .SelectMany(SettlementLine.FromFlow)
                .GroupBy(line => line.LineId)
                .All(line => line.Count() == 1)
        );

    [Fact]
    public void The_random_sequences_contain_every_kind_of_flow() =>
        Assert.Empty(
            Enum.GetValues<FlowKind>()
                .Except(
                    FsCheck
                        .Fluent.Gen.Sample(StepSequences, 100, 300)
                        .SelectMany(steps => FlowsOf(Scenario.Run(steps, RefundsFromAnyLot), SettledWhen.Consumed))
                        .Select(flow => flow.Kind)
                )
        );

    /// <summary>Points of an issuer in lots and holds. Pending points are not issued yet.</summary>
    private static Points InWallets(Scenario life, string issuer) =>
        Domain.Ledger.Lots.Sum([
            .. life
                .Wallets.SelectMany(it => it.Wallet.Lots.Open.Concat(it.Wallet.Holds.SelectMany(hold => hold.Lots)))
                .Where(lot => lot.IssuedBy == issuer),
        ]);

    private static Points Outstanding(SettlementAccountTotals issuer) =>
        issuer[PointsColumn.Issued]
        + issuer[PointsColumn.Compensation]
        + issuer[PointsColumn.Returned]
        - issuer[PointsColumn.Consumed]
        - issuer[PointsColumn.Refunded]
        - issuer[PointsColumn.Expired];

    private static SettlementAccountTotals Of(Scenario life, SettlementTerms settlement, AccountHolder holder) =>
        SettlementAccountTotals.Sum(
            FlowsOf(life, settlement.When).SelectMany(SettlementLine.FromFlow).Where(line => line.Holder == holder)
        );

    private static IEnumerable<PointsFlow> FlowsOf(Scenario life, SettledWhen when) =>
        life.Wallets.SelectMany(it =>
            it.Entries.SelectMany(entry =>
                FlowExtraction.Extract(
                    it.Wallet.Id,
                    entry,
                    _ => RefundsFromAnyLot with { Settlement = when == SettledWhen.Consumed ? Consumed : Issued }
                )
            )
        );
}
