using Points.Domain.Ledger;
using Points.Domain.Reporting;
using Points.Domain.Settling;

namespace Points.Domain.Tests.Reporting;

/// <summary>Whatever happens to wallets, the sums of their entries are what is in them, on each day.</summary>
public sealed class RandomLedgerSumsTests
{
    [Fact]
    public void The_sums_are_the_points_in_the_wallets_and_each_day_adds_up() =>
        RandomScenarios.CheckEvery(scenario =>
        {
            CheckParts(scenario);
            CheckDays(scenario);
            return true;
        });

    private static void CheckParts(Scenario scenario) =>
        Assert.Equal(
            PartsOf(scenario.Wallets.Select(it => it.Wallet)),
            SumsOf(scenario.Wallets.SelectMany(it => it.Entries))
                .Parts.Where(it => it.Value.Outstanding != Points.Zero)
                .ToDictionary(it => it.Key, it => new OutstandingPart(it.Value.Usable, it.Value.Pending, it.Value.Held))
        );

    private static void CheckDays(Scenario scenario)
    {
        var days = scenario
            .Wallets.SelectMany(it => it.Entries)
            .GroupBy(entry => SettlementPeriod.DayOf(entry.At))
            .ToDictionary(it => it.Key, SumsOf);
        if (days.Count == 0)
            return;
        var report = ActivityReport.Of("shop", new(LedgerSums.None, days), days.Keys.Min(), days.Keys.Max());

        Assert.All(
            report.Days,
            day => Assert.Equal(day.Closing.Outstanding, day.Opening.Outstanding + day.Moved.NetMoved)
        );
        Assert.Equal(
            scenario.Wallets.Aggregate(
                Points.Zero,
                (sum, it) => sum + it.Wallet.Lots.Total + it.Wallet.PendingLots.Total + it.Wallet.Held
            ),
            report.Total.Closing.Outstanding
        );
        Assert.All(report.Total.Moved.Moved, it => Assert.True(it.Value > Points.Zero, $"{it.Key} {it.Value}"));
    }

    private static LedgerSums SumsOf(IEnumerable<LedgerEntry> entries) =>
        entries.Aggregate(LedgerSums.None, (sum, entry) => sum.Plus(EntrySums.Of(entry)));

    private static Dictionary<PartKey, OutstandingPart> PartsOf(IEnumerable<Wallet> wallets)
    {
        var parts = new Dictionary<PartKey, OutstandingPart>();
        foreach (var wallet in wallets)
        {
            foreach (var lot in wallet.Lots.Open)
                Add(lot, new(lot.Points));
            foreach (var lot in wallet.PendingLots.All)
                Add(lot.ToLot(), new(Points.Zero, Pending: lot.Points));
            foreach (var lot in wallet.Holds.SelectMany(hold => hold.Lots))
                Add(lot, new(Points.Zero, Held: lot.Points));
        }
        return parts;

        void Add(Lot lot, OutstandingPart part)
        {
            var key = PartKey.Of(lot.IssuedBy, lot.ExpiresOn);
            parts[key] = parts.GetValueOrDefault(key) + part;
        }
    }
}
