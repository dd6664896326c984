using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Tests.Ledger;

/// <summary>What a member is told to need for the next tier is exactly what it takes.</summary>
public sealed class TierProgressTests
{
    private static readonly DateOnly Today = new(2027, 3, 1);

    private static readonly Tiers Levels = LevelsOf(12, (0, 0), (100_000, 3), (500_000, 10));

    [Fact]
    public void A_member_without_purchases_needs_the_whole_of_the_next_level_and_nothing_ends()
    {
        var progress = TierProgress.Of(TierStanding.None, Levels, Today)!;

        Assert.Equal(
            ("tier-1", new Fen(100_000), 3, null),
            (progress.Next.Tier, progress.Missing, progress.MissingVisits, progress.By)
        );
    }

    [Fact]
    public void What_is_missing_is_enough_until_the_oldest_spending_leaves_the_window()
    {
        var standing = TierStanding.None.AddVisit(new(2026, 4, 1), new(40_000), Levels.WindowStart(Today));

        var progress = TierProgress.Of(standing, Levels, Today)!;

        Assert.Equal(
            (new Fen(60_000), 2, new DateOnly(2027, 3, 31)),
            (progress.Missing, progress.MissingVisits, progress.By)
        );
    }

    [Fact]
    public void The_highest_level_has_no_next() =>
        Assert.Null(TierProgress.Of(TierStanding.None.ChangeTier("tier-2", default), Levels, Today));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void After_earning_exactly_what_is_missing_on_the_last_day_the_tier_is_reached_and_not_before(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var (tiers, standing, today) = Create(random);
            if (TierProgress.Of(standing, tiers, today) is not { } progress)
                continue;
            var day = progress.By ?? today;
            Assert.True(day >= today);
            var enough = Buy(standing, progress.Missing, progress.MissingVisits, day, tiers);
            Assert.True(IsReached(enough, progress, tiers, day));
            if (progress.Missing > Fen.Zero)
                Assert.False(
                    IsReached(
                        Buy(standing, progress.Missing - new Fen(1), progress.MissingVisits, day, tiers),
                        progress,
                        tiers,
                        day
                    )
                );
            if (progress.MissingVisits > 1)
                Assert.False(
                    IsReached(
                        Buy(standing, progress.Missing, progress.MissingVisits - 1, day, tiers),
                        progress,
                        tiers,
                        day
                    )
                );
            if (progress is { By: { } by } && (progress.Missing > Fen.Zero || progress.MissingVisits > 0))
                Assert.True(
                    standing.SpendSince(tiers.WindowStart(by.PlusDays(1))).Visits
                        < standing.SpendSince(tiers.WindowStart(today)).Visits
                );
        }
    }

    private static bool IsReached(TierStanding standing, TierProgress progress, Tiers tiers, DateOnly day) =>
        !tiers.IsAbove(progress.Next, standing.Qualified(tiers, day));

    /// <summary>The first purchase has all of the spending. Spending alone needs a purchase, too.</summary>
    private static TierStanding Buy(TierStanding standing, Fen spend, int visits, DateOnly on, Tiers tiers)
    {
        for (var visit = 0; visit < Math.Max(visits, spend > Fen.Zero ? 1 : 0); visit++)
            standing = standing.AddVisit(on, visit == 0 ? spend : Fen.Zero, tiers.WindowStart(on));
        return standing;
    }

    private static (Tiers Tiers, TierStanding Standing, DateOnly Today) Create(Random random)
    {
        var (spend, visits) = (random.Next(2) * random.Next(1, 300_000), random.Next(0, 6));
        var tiers = LevelsOf(
            random.Next(1, 25),
            (0, 0),
            (spend, visits),
            (spend + random.Next(1, 300_000), visits + random.Next(0, 6))
        );
        var today = Today.PlusDays(random.Next(0, 800));
        var standing = TierStanding.None;
        for (var day = today.PlusDays(-random.Next(0, 900)); day <= today; day = day.PlusDays(random.Next(1, 90)))
        {
            standing = standing.AddVisit(day, new(random.Next(0, 120_000)), tiers.WindowStart(day));
            var reached = standing.Qualified(tiers, day);
            if (tiers.IsAbove(reached, tiers.FindLevel(standing.Current)))
                standing = standing.ChangeTier(reached.Tier, default);
        }
        return (tiers, standing, today);
    }

    private static Tiers LevelsOf(int months, params (long Spend, int Visits)[] levels) =>
        new(
            months,
            [
                .. levels.Select(
                    (it, i) =>
                        new TierLevel(
                            FormattableString.Invariant($"tier-{i}"),
                            new("级", "Tier"),
                            new(it.Spend),
                            it.Visits,
                            Times: 1,
                            Perks: []
                        )
                ),
            ]
        );
}
