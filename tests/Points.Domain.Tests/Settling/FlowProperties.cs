using Points.Domain.Programmes;
using Points.Domain.Settling;
using static Points.Domain.Tests.Lives;

namespace Points.Domain.Tests.Settling;

/// <summary>What merchants' accounts show after any sequence of everything that can happen to two wallets.</summary>
public sealed class FlowProperties
{
    /// <summary>Odd numbers, so that nothing divides.</summary>
    private static readonly Settlement Consumed = new(new(95), 0.0175m, SettledWhen.Consumed),
        Issued = Consumed with { When = SettledWhen.Issued };

    [Theory]
    [InlineData(SettledWhen.Consumed)]
    [InlineData(SettledWhen.Issued)]
    public void All_sides_of_every_flow_add_up_to_nothing(SettledWhen when) =>
        ForAnyLife(life => FlowsOf(life, when).All(flow => Totals.Of(SettlementLine.Of(flow)).Net == ExactFen.Zero));

    [Fact]
    public void What_an_issuer_issued_and_is_neither_consumed_nor_gone_is_in_the_wallets() =>
        ForAnyLife(life =>
        {
            life.CarryAllOn();
            return ((string[])["shop", "kiosk"]).All(issuer =>
                Outstanding(Of(life, Consumed, new(issuer))) == InWallets(life, issuer)
            );
        });

    [Fact]
    public void What_the_platform_holds_pays_for_the_points_in_the_wallets_exactly() =>
        ForAnyLife(life =>
        {
            life.CarryAllOn();
            var outstanding = InWallets(life, "shop") + InWallets(life, "kiosk");
            return Of(life, Issued, AccountHolder.Platform)[MoneyColumn.Held]
                == new ExactFen(outstanding.Value * 95m / 100);
        });

    [Fact]
    public void An_issuer_pays_for_what_was_consumed_and_not_returned_and_nothing_else() =>
        ForAnyLife(life =>
        {
            var kiosk = Of(life, Consumed, new("kiosk"));
            return kiosk[MoneyColumn.Issued] + kiosk[MoneyColumn.Reversed] - Repaid(kiosk)
                == -new ExactFen((kiosk[PointsColumn.Consumed] - kiosk[PointsColumn.Returned]).Value * 95m / 100);

            static ExactFen Repaid(Totals totals) => new(totals[PointsColumn.Repaid].Value * 95m / 100);
        });

    [Fact]
    public void Reading_the_ledger_again_gives_the_same_lines() =>
        ForAnyLife(life =>
            FlowsOf(life, SettledWhen.Consumed)
                .SelectMany(SettlementLine.Of)
                .Select(line => line.LineId)
                .SequenceEqual(
                    FlowsOf(life, SettledWhen.Consumed).SelectMany(SettlementLine.Of).Select(line => line.LineId)
                )
            && FlowsOf(life, SettledWhen.Consumed)
                .SelectMany(SettlementLine.Of)
                .GroupBy(line => line.LineId)
                .All(line => line.Count() == 1)
        );

    [Fact]
    public void These_lives_have_every_kind_of_flow_in_them() =>
        Assert.Empty(
            Enum.GetValues<FlowKind>()
                .Except(
                    FsCheck
                        .Fluent.Gen.Sample(AnySteps, 100, 300)
                        .SelectMany(steps => FlowsOf(Life.Of(steps, Policies[0]), SettledWhen.Consumed))
                        .Select(flow => flow.Kind)
                )
        );

    private static Points InWallets(Life life, string issuer) =>
        Domain.Wallets.Lots.Sum([
            .. life
                .Wallets.SelectMany(it => it.Wallet.Lots.Open.Concat(it.Wallet.Holds.SelectMany(hold => hold.Lots)))
                .Where(lot => lot.IssuedBy == issuer),
        ]);

    private static Points Outstanding(Totals issuer) =>
        issuer[PointsColumn.Issued]
        + issuer[PointsColumn.Compensation]
        + issuer[PointsColumn.Returned]
        - issuer[PointsColumn.Consumed]
        - issuer[PointsColumn.Refunded]
        - issuer[PointsColumn.Expired];

    private static Totals Of(Life life, Settlement settlement, AccountHolder holder) =>
        Totals.Of(FlowsOf(life, settlement.When).SelectMany(SettlementLine.Of).Where(line => line.Holder == holder));

    private static IEnumerable<PointsFlow> FlowsOf(Life life, SettledWhen when) =>
        life.Wallets.SelectMany(it =>
            it.Entries.SelectMany(entry =>
                Flows.Of(
                    it.Wallet.Id,
                    entry,
                    _ => Policies[0] with { Settlement = when == SettledWhen.Consumed ? Consumed : Issued }
                )
            )
        );
}
