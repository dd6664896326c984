using System.Collections.Immutable;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>
/// Derives the dimensions of situations from conditions: for each field that a condition uses, the values at which it
/// begins or ceases to hold, and one that no condition names.
/// </summary>
/// <param name="conditions">Of both revisions; those that changed first, because there is a bound.</param>
internal sealed class Dimensions(
    IReadOnlyList<Condition> conditions,
    IReadOnlyList<TierPair> tiers,
    ProgrammeTerms terms,
    IReadOnlyList<DateTimeOffset> instants
)
{
    /// <summary>The most values of a dimension, and the most days.</summary>
    private const int ValuesMax = 24,
        DaysMax = 90;

    private static readonly MemberFacts ConsentingFacts = new(IdentityVerified: true, Frozen: false)
    {
        Personalisation = true,
    };

    private static readonly TimeOnly Noon = new(12, 0);

    /// <summary>Those that describe the member and the day.</summary>
    public IEnumerable<Dimension> OfMembers()
    {
        yield return DaysAndInstants();
        yield return Of(
            Ages(),
            (it, age) => it with { Age = age },
            it => it.AgeAtLeast is not null || it.AgeBelow is not null,
            (it, age) => !(it.AgeAtLeast > (age ?? -1)) && !(it.AgeBelow <= (age ?? int.MaxValue))
        );
        yield return Of(
            [null, .. conditions.SelectMany(it => it.CreditGrades).Select(it => (CreditGrade?)it), .. UnnamedGrade()],
            (it, grade) => it with { Grade = grade },
            it => !it.CreditGrades.IsEmpty,
            (it, grade) => it.CreditGrades.IsEmpty || (grade is { } given && it.CreditGrades.Contains(given))
        );
        yield return Of(
            tiers,
            (it, pair) => it with { Tier = pair },
            it => !it.Tiers.IsEmpty,
            (it, pair) =>
                it.Tiers.IsEmpty
                || (pair.Before is { } was && it.Tiers.Contains(was))
                || (pair.After is { } becomes && it.Tiers.Contains(becomes))
        );
        var groups = conditions.SelectMany(it => it.Groups).Distinct(StringComparer.Ordinal).ToImmutableArray();
        yield return Of(
            [
                [],
                .. groups.Select(it => (ImmutableArray<string>)[it]),
                groups,
            ],
            (it, some) => it with { Groups = some },
            it => !it.Groups.IsEmpty,
            (it, some) => it.Groups.IsEmpty || it.Groups.Any(some.Contains)
        );
        yield return Of(
            [
                RecentCategories.None,
                .. conditions.Select(it => it.Affinity).OfType<Affinity>().SelectMany(LikingsAround),
            ],
            (it, recent) => it with { Recent = recent },
            it => it.Affinity is not null,
            (it, recent) => it.Affinity?.IsMetBy(recent, ConsentingFacts, DateOnly.MinValue) != false
        );
        yield return Of(
            [Points.Zero, .. conditions.Select(it => it.BalanceAtLeast).OfType<Points>().SelectMany(Around)],
            (it, balance) => it with { Balance = balance },
            it => it.BalanceAtLeast is not null,
            (it, balance) => !(balance < it.BalanceAtLeast)
        );
        var ownDays = conditions.Select(it => it.OwnDay).OfType<OwnDay>().Distinct().ToImmutableArray();
        yield return Of(
            [
                [],
                .. ownDays.Select(it => (ImmutableArray<OwnDay>)[it]),
                ownDays,
            ],
            (it, days) => it with { OwnDays = days },
            it => it.OwnDay is not null,
            (it, days) => it.OwnDay is not { } day || days.Contains(day)
        );
    }

    /// <summary>Those that describe a purchase or bill.</summary>
    /// <param name="totals">Totals that matter, besides those that conditions name.</param>
    public IEnumerable<Dimension> OfPurchases(IEnumerable<Fen> totals)
    {
        var merchants = conditions.SelectMany(it => it.Merchants).Distinct(StringComparer.Ordinal).ToArray();
        var others = terms.Merchants.Select(it => it.MerchantId).Except(merchants, StringComparer.Ordinal).Take(1);
        yield return Of(
            [.. others, .. merchants],
            (it, merchant) => it with { MerchantId = merchant },
            it => !it.Merchants.IsEmpty,
            (it, merchant) => it.Merchants.IsEmpty || it.Merchants.Contains(merchant)
        );
        yield return Of(
            [null, .. conditions.SelectMany(it => it.Channels)],
            (it, channel) => it with { Channel = channel },
            it => !it.Channels.IsEmpty,
            (it, channel) => it.Channels.IsEmpty || (channel is not null && it.Channels.Contains(channel))
        );
        yield return Of(
            [LineKind.Other.Category, .. conditions.SelectMany(it => it.Categories)],
            (it, category) => it with { Category = category },
            it => !it.Categories.IsEmpty,
            (it, category) => it.Categories.IsEmpty || it.Categories.Contains(category)
        );
        var tags = conditions.SelectMany(it => it.AnyTag).Distinct(StringComparer.Ordinal).ToImmutableArray();
        yield return Of(
            [
                [],
                .. tags.Select(it => (ImmutableArray<string>)[it]),
                tags,
            ],
            (it, some) => it with { Tags = some },
            it => !it.AnyTag.IsEmpty,
            (it, some) => it.AnyTag.IsEmpty || it.AnyTag.Any(some.Contains)
        );
        yield return Of(
            [
                new Fen(1_000 * Fen.PerYuan),
                .. conditions.Select(it => it.SpendAtLeast).OfType<Fen>().SelectMany(Around),
                .. totals,
            ],
            (it, total) => it with { Total = total },
            it => it.SpendAtLeast is not null,
            (it, total) => !(total < it.SpendAtLeast),
            concernsAll: true
        );
        yield return Of(
            [
                null,
                LineKind.Alike,
                LineKind.Other,
                .. conditions.SelectMany(it => it.Categories).Select(it => new LineKind(it, [])),
                .. tags.Select(it => new LineKind(LineKind.Other.Category, [it])),
            ],
            (it, kind) => it with { Second = kind },
            it => !it.Categories.IsEmpty || !it.AnyTag.IsEmpty,
            (_, _) => true
        );
    }

    private static Dimension<T> Of<T>(
        IReadOnlyList<T> values,
        Func<Situation, T, Situation> set,
        Func<Condition, bool> concerns,
        Func<Condition, T, bool> allows,
        int max = ValuesMax,
        bool concernsAll = false
    ) => new([.. values.Distinct().Take(max)], set, concerns, allows) { ConcernsAll = concernsAll };

    private Dimension<DateTimeOffset> DaysAndInstants()
    {
        var windows = conditions.Select(it => it.Window).Where(it => !it.IsAlways).ToArray();
        DateOnly[] edges =
        [
            .. windows.SelectMany(it => (DateOnly?[])[it.From, it.To]).OfType<DateOnly>(),
            .. instants.Select(terms.BusinessDateOf),
        ];
        var last = edges.Length > 0 ? edges.Max() : new DateOnly(2027, 1, 1);
        // After everything that is on sale at some time, and on no day that rules name.
        DateOnly[] plain = [last.PlusDays(400), last.PlusDays(431)];
        var years = edges.Concat(plain).Select(it => it.Year).Distinct().Order().ToArray();
        DateOnly[] days =
        [
            .. windows
                .SelectMany(it => (DateOnly?[])[it.From, it.From?.PlusDays(-1), it.To, it.To?.PlusDays(1)])
                .OfType<DateOnly>(),
            .. windows
                .SelectMany(it => it.Yearly)
                .SelectMany(yearly =>
                    years.SelectMany(year =>
                        yearly.FirstOnOrAfter(new(year, 1, 1)) is { } on ? (DateOnly[])[on, on.PlusDays(1)] : []
                    )
                ),
        ];
        var values = plain
            .OrderBy(day => windows.Count(window => window.Contains(day)))
            .Concat(days)
            .Distinct()
            .Take(DaysMax)
            .Select(day => terms.InstantOf(day, Noon))
            .Concat(instants.SelectMany(it => (DateTimeOffset[])[it, it.Plus(-TimeSpan.FromMinutes(1))]));
        return Of(
            [.. values],
            (it, now) => it with { Now = now, Day = terms.BusinessDateOf(now) },
            it => !it.Window.IsAlways,
            (it, now) => it.Window.Contains(terms.BusinessDateOf(now)),
            DaysMax + ValuesMax
        );
    }

    private List<int?> Ages()
    {
        var bounds = conditions.SelectMany(it => (int?[])[it.AgeAtLeast, it.AgeBelow]).OfType<int>();
        return [null, .. bounds.SelectMany(it => (int?[])[it, it - 1])];
    }

    private IEnumerable<CreditGrade?> UnnamedGrade() =>
        Enum.GetValues<CreditGrade>()
            .Except(conditions.SelectMany(it => it.CreditGrades))
            .Select(it => (CreditGrade?)it)
            .Take(1);

    /// <summary>Histories in which just enough, or one too few, of the last lines are of the category.</summary>
    private static IEnumerable<RecentCategories> LikingsAround(Affinity affinity)
    {
        var enough = (int)decimal.Ceiling(affinity.ShareAtLeast * affinity.OfLastLines);
        foreach (var count in (int[])[enough, enough - 1])
        {
            var liked = Enumerable.Repeat(new RecentCategory(affinity.Category, 0), count);
            var rest = Enumerable.Repeat(new RecentCategory(LineKind.Other.Category, 0), affinity.OfLastLines - count);
            yield return new([.. rest, .. liked]);
            yield return new([.. liked, .. rest]);
        }
    }

    private static IEnumerable<Points> Around(Points least) => [least, least - new Points(1)];

    private static IEnumerable<Fen> Around(Fen least) => [least, least - new Fen(1)];
}
