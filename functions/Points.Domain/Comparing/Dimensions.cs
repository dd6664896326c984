using System.Collections.Immutable;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>
/// Derives the dimensions of situations from conditions: for each field that a condition uses, the values at which it
/// begins or ceases to hold, and one that no condition names.
/// </summary>
/// <param name="changed">The conditions that changed, of both revisions.</param>
/// <param name="others">All others, of both revisions.</param>
/// <param name="days">The days that matter.</param>
internal sealed class Dimensions(
    IReadOnlyList<Condition> changed,
    IReadOnlyList<Condition> others,
    IReadOnlyList<TierPair> tiers,
    ProgrammeTerms terms,
    DayClasses days
)
{
    /// <summary>The most values of a dimension, and the most days.</summary>
    private const int ValuesMax = 60,
        DaysMax = 120;

    /// <summary>
    /// A member or line can have several words. With more classes than these, not every pair is looked at.
    /// </summary>
    private const int PairedMax = 6;

    private static readonly MemberFacts ConsentingFacts = new(IdentityVerified: true, Frozen: false)
    {
        Personalisation = true,
    };

    private readonly Condition[] _conditions = [.. changed.Concat(others).Distinct()];

    /// <summary>Those that describe the member and the day.</summary>
    public IEnumerable<Dimension> OfMembers()
    {
        yield return Of(
            days.List(_conditions),
            (it, now) => it with { Now = now, Day = terms.BusinessDateOf(now) },
            it => !it.Window.IsAlways,
            (it, now) => it.Window.Contains(terms.BusinessDateOf(now)),
            days.TellApart,
            DaysMax,
            concernsAll: days.MatterToAll,
            countsByItself: days.MatterToAll
        );
        yield return Of(
            Thresholds.OfAges(_conditions),
            (it, age) => it with { Age = age },
            it => it.AgeAtLeast is not null || it.AgeBelow is not null,
            (it, age) => !(it.AgeAtLeast > (age ?? -1)) && !(it.AgeBelow <= (age ?? int.MaxValue))
        );
        yield return Of(
            [null, .. Enum.GetValues<CreditGrade>().Select(it => (CreditGrade?)it)],
            (it, grade) => it with { Grade = grade },
            it => !it.CreditGrades.IsEmpty,
            (it, grade) => it.CreditGrades.IsEmpty || (grade is { } given && it.CreditGrades.Contains(given))
        );
        yield return Of(
            tiers,
            (it, pair) => it with { Tier = pair },
            it => !it.Tiers.IsEmpty,
            (it, pair) => it.Tiers.IsEmpty || Names(it.Tiers, pair.Before) || Names(it.Tiers, pair.After),
            TellTiersApart,
            countsByItself: true
        );
        yield return Of(
            SetsOf(it => it.Groups),
            (it, some) => it with { Groups = some },
            it => !it.Groups.IsEmpty,
            (it, some) => it.Groups.IsEmpty || it.Groups.Any(some.Contains)
        );
        yield return Of(
            [
                RecentCategories.None,
                .. _conditions.Select(it => it.Affinity).OfType<Affinity>().SelectMany(Thresholds.Around),
            ],
            (it, recent) => it with { Recent = recent },
            it => it.Affinity is not null,
            (it, recent) => it.Affinity?.IsMetBy(recent, ConsentingFacts, DateOnly.MinValue) != false
        );
        yield return Of(
            [
                Points.Zero,
                .. _conditions.Select(it => it.BalanceAtLeast).OfType<Points>().SelectMany(Thresholds.Around),
            ],
            (it, balance) => it with { Balance = balance },
            it => it.BalanceAtLeast is not null,
            (it, balance) => !(balance < it.BalanceAtLeast)
        );
        var ownDays = _conditions.Select(it => it.OwnDay).OfType<OwnDay>().Distinct().ToImmutableArray();
        yield return Of(
            [
                [],
                .. ownDays.Select(it => (ImmutableArray<OwnDay>)[it]),
                ownDays,
            ],
            (it, some) => it with { OwnDays = some },
            it => it.OwnDay is not null,
            (it, some) => it.OwnDay is not { } day || some.Contains(day)
        );
    }

    /// <summary>Those that describe a purchase or bill.</summary>
    /// <param name="totals">Totals that matter, besides those that conditions name.</param>
    /// <param name="countsLines">Whether it matters to every rule how many lines there are.</param>
    public IEnumerable<Dimension> OfPurchases(IEnumerable<Fen> totals, bool countsLines)
    {
        var merchants = _conditions.SelectMany(it => it.Merchants).Distinct(StringComparer.Ordinal).ToArray();
        yield return Of(
            terms.Merchants.Select(it => it.MerchantId).Concat(merchants).OrderBy(merchants.Contains),
            (it, merchant) => it with { MerchantId = merchant },
            it => !it.Merchants.IsEmpty,
            (it, merchant) => it.Merchants.IsEmpty || it.Merchants.Contains(merchant)
        );
        yield return Of(
            [null, .. _conditions.SelectMany(it => it.Channels)],
            (it, channel) => it with { Channel = channel },
            it => !it.Channels.IsEmpty,
            (it, channel) => it.Channels.IsEmpty || (channel is not null && it.Channels.Contains(channel))
        );
        var categories = ClassesOf(
            [LineKind.Other.Category, .. _conditions.SelectMany(it => it.Categories)],
            it => !it.Categories.IsEmpty,
            (it, category) => it.Categories.IsEmpty || it.Categories.Contains(category)
        );
        yield return new Dimension<string>(
            categories,
            (it, category) => it with { Category = category },
            it => !it.Categories.IsEmpty,
            (it, category) => it.Categories.IsEmpty || it.Categories.Contains(category)
        );
        ImmutableArray<string>[] tags = [.. SetsOf(it => it.AnyTag)];
        yield return Of(
            tags,
            (it, some) => it with { Tags = some },
            it => !it.AnyTag.IsEmpty,
            (it, some) => it.AnyTag.IsEmpty || it.AnyTag.Any(some.Contains)
        );
        yield return Of(
            [
                new Fen(1_000 * Fen.PerYuan),
                .. _conditions.Select(it => it.SpendAtLeast).OfType<Fen>().SelectMany(Thresholds.Around),
                .. totals,
            ],
            (it, total) => it with { Total = total },
            it => it.SpendAtLeast is not null,
            (it, total) => !(total < it.SpendAtLeast),
            (_, total) => $"{total.Value}",
            concernsAll: true,
            countsByItself: true
        );
        yield return Of(
            [
                null,
                LineKind.Alike,
                .. countsLines ? [LineKind.Full] : (LineKind?[])[],
                LineKind.Other,
                .. categories.All.Skip(1).Select(it => new LineKind(it, [])),
                .. tags.Where(it => it.Length == 1).Select(it => new LineKind(LineKind.Other.Category, it)),
            ],
            (it, kind) => it with { Second = kind },
            it => !it.Categories.IsEmpty || !it.AnyTag.IsEmpty,
            (_, _) => true,
            (_, kind) => kind is null ? "none" : $"{kind.Category}#{string.Join('#', kind.Tags)}",
            concernsAll: countsLines,
            countsByItself: true
        );
    }

    /// <summary>
    /// No word, each word, some pairs, and all of them: for what a member or a line can have several of.
    /// </summary>
    private IEnumerable<ImmutableArray<string>> SetsOf(Func<Condition, ImmutableArray<string>> list)
    {
        var words = ClassesOf(
            _conditions.SelectMany(it => list(it)),
            it => !list(it).IsEmpty,
            (it, word) => list(it).Contains(word, StringComparer.Ordinal)
        ).All;
        yield return [];
        foreach (var word in words)
            yield return [word];
        if (words.Count <= PairedMax)
            foreach (var (at, word) in words.Index())
            foreach (var other in words.Skip(at + 1))
                yield return [word, other];
        yield return [.. _conditions.SelectMany(it => list(it)).Distinct(StringComparer.Ordinal)];
    }

    private ValueClasses<T> ClassesOf<T>(
        IEnumerable<T> values,
        Func<Condition, bool> concerns,
        Func<Condition, T, bool> allows,
        Func<IReadOnlyList<Condition>, T, string>? tellApart = null,
        int max = ValuesMax
    ) =>
        ValueClasses<T>.Of(
            values.Distinct(),
            [.. changed.Where(concerns)],
            [.. others.Where(concerns)],
            tellApart ?? ((all, value) => string.Concat(all.Select(it => allows(it, value) ? '1' : '0'))),
            max
        );

    private Dimension<T> Of<T>(
        IEnumerable<T> values,
        Func<Situation, T, Situation> set,
        Func<Condition, bool> concerns,
        Func<Condition, T, bool> allows,
        Func<IReadOnlyList<Condition>, T, string>? tellApart = null,
        int max = ValuesMax,
        bool concernsAll = false,
        bool countsByItself = false
    ) =>
        new(ClassesOf(values, concerns, allows, tellApart, max), set, concerns, allows)
        {
            ConcernsAll = concernsAll,
            CountsByItself = countsByItself,
        };

    private static string TellTiersApart(IReadOnlyList<Condition> conditions, TierPair pair) =>
        string.Concat(
            conditions.Select(it =>
                (Names(it.Tiers, pair.Before), Names(it.Tiers, pair.After)) switch
                {
                    (true, true) => 'b',
                    (true, false) => 'w',
                    (false, true) => 'n',
                    _ => '0',
                }
            )
        );

    private static bool Names(ImmutableArray<string> tiers, string? tier) => tier is not null && tiers.Contains(tier);
}
