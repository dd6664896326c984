using FsCheck;
using FsCheck.Fluent;
using Points.Domain.Ledger;
using static Points.Domain.Tests.RandomScenarios;

namespace Points.Domain.Tests;

/// <summary>The random scenarios contain what the properties are about.</summary>
public sealed class RandomScenariosTests
{
    [Fact]
    public void The_scenarios_contain_every_kind_of_entry_except_actions_and_the_end_by_an_erasure()
    {
        var wallets = StepSequences
            .Sample(100, new Rnd(2026), 1_200)
            .SelectMany(steps =>
                new[] { RefundsFromAnyLot, PointsPendingAtFirst }.SelectMany(terms =>
                    Scenario.Run(steps, terms).Wallets
                )
            )
            .ToArray();
        var kinds = wallets.SelectMany(it => it.Entries).Select(entry => entry.Kind).ToArray();

        Assert.Empty(
            typeof(EntryKind)
                .GetNestedTypes()
                .Where(type => type.IsSubclassOf(typeof(EntryKind)))
                .Except([typeof(EntryKind.Action), typeof(EntryKind.Erasure)])
                .Except(kinds.Select(kind => kind.GetType()))
        );
        Assert.Contains(kinds, kind => kind is EntryKind.Release { Reason: ReleaseReason.Lapsed });
        Assert.Contains(kinds, kind => kind is EntryKind.Reversal { Compensation.Value: > 0, PiecesLeft: > 0 });
        Assert.Contains(kinds, kind => kind is EntryKind.Release { Compensation.Value: > 0 });
        Assert.Contains(kinds, kind => kind is EntryKind.Reversal { Withheld.Reason: WithholdingReason.CapReached });
        Assert.Contains(kinds, kind => kind is EntryKind.Reversal { Withheld.Reason: WithholdingReason.TimesReached });
        Assert.Contains(kinds, kind => kind is EntryKind.Adjustment { IsUp: false });
        Assert.Contains(kinds, kind => kind is EntryKind.Refund { PointsReturned.Value: > 0 });
        Assert.Contains(kinds, kind => kind is EntryKind.Refund { IsBeforePurchase: true });
        Assert.Contains(kinds, kind => kind is EntryKind.Refund { ExpiredUnused: not null });
        Assert.Contains(wallets, it => it.Wallet.EarlyRefunds.UnlistedCount > 0);
    }
}
