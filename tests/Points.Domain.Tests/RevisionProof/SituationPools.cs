using System.Collections.Immutable;
using System.Text.Json;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Documents;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>What two revisions name: days, instants, amounts, and words, with their neighbours.</summary>
internal sealed class SituationPools
{
    private const int FirstYear = 2027,
        LastYear = 2028,
        YearsFromNow = 4;

    private readonly HashSet<string> _onlyInOne;
    private readonly int[] _years;

    public SituationPools(RevisionPair pair)
    {
        ProgrammeTerms[] both = [pair.Old, pair.New];
        Conditions =
        [
            .. both.SelectMany(ConditionPaths.List).Select(it => it.When).Where(it => it != Condition.Always),
        ];
        _onlyInOne = [.. ListTexts(pair.Old)];
        _onlyInOne.SymmetricExceptWith(ListTexts(pair.New));
        Rewards = [.. both.SelectMany(it => it.Rewards)];
        _years =
        [
            .. Enumerable
                .Range(FirstYear, LastYear - FirstYear + 1)
                .Union(Enumerable.Range(pair.Now.Year, YearsFromNow)),
        ];
        Days = [.. ListDays().Distinct()];
        Instants =
        [
            .. Rewards.SelectMany(ListSaleStarts),
            .. Days.Take(40).Select(day => pair.Old.StartOfDay(day)),
            .. Days.Take(40).Select(day => pair.New.StartOfDay(day).AddSeconds(-1)),
        ];
        Ages = [.. Conditions.SelectMany(it => new[] { it.AgeAtLeast, it.AgeBelow }).OfType<int>(), 20, 70];
        Groups = [.. Conditions.SelectMany(it => it.Groups), "others"];
        Tiers = [.. both.SelectMany(it => it.Tiers?.Levels ?? []).Select(it => it.Tier).Distinct()];
        Thresholds = [.. both.SelectMany(it => it.Tiers?.Levels ?? []).Select(it => (it.Spend, it.Visits))];
        HistoryMonths = [0, .. both.Select(it => it.Tiers?.WindowMonths ?? 1), 1];
        Merchants = [.. both.SelectMany(it => it.Merchants).Select(it => it.MerchantId).Distinct()];
        Honouring = [.. pair.Old.Merchants.Where(it => it.Honours).Select(it => it.MerchantId), Merchants[0]];
        Channels = [.. Conditions.SelectMany(it => it.Channels), "anywhere"];
        Categories = [.. Conditions.SelectMany(it => it.Categories), .. ListLikings(), "other", "unlisted"];
        Tags = [.. Conditions.SelectMany(it => it.AnyTag), "plain"];
        Balances =
        [
            .. Conditions.Select(it => it.BalanceAtLeast?.Value).OfType<long>().SelectMany(it => new[] { it, it - 1 }),
            0,
            2_000_000_000,
            2_000_000_000,
        ];
        Amounts =
        [
            .. Conditions.Select(it => it.SpendAtLeast?.Value).OfType<long>().SelectMany(it => new[] { it, it - 1 }),
            .. both.SelectMany(it => it.Earning.Caps)
                .SelectMany(it => new[] { it.Points.Value * 100, it.Points.Value }),
            .. Rewards.Select(it => it.MinimumBill?.Value).OfType<long>().SelectMany(it => new[] { it, it + 1_000 }),
            1,
            99,
            500,
            3_000,
            10_000,
            333_333,
            100_000_000,
            OrderLine.AmountMax.Value,
        ];
        CriticalBills =
        [
            .. Rewards
                .Select(it => it.MinimumBill?.Value)
                .OfType<long>()
                .SelectMany(least => both.SelectMany(it => it.Perks).SelectMany(perk => Reaching(least, perk.Discount)))
                .Distinct()
                .Where(it => it <= OrderLine.AmountMax.Value)
                .Take(24),
        ];
        Amounts = [.. Amounts.Select(it => Math.Clamp(it, 1, OrderLine.AmountMax.Value))];
    }

    public ImmutableArray<Condition> Conditions { get; }
    public ImmutableArray<Reward> Rewards { get; }
    public ImmutableArray<DateOnly> Days { get; }
    public ImmutableArray<DateTimeOffset> Instants { get; }
    public ImmutableArray<int> Ages { get; }
    public ImmutableArray<string> Groups { get; }
    public ImmutableArray<string> Tiers { get; }
    public ImmutableArray<(Fen Spend, int Visits)> Thresholds { get; }
    public ImmutableArray<int> HistoryMonths { get; }
    public ImmutableArray<string> Merchants { get; }
    public ImmutableArray<string> Honouring { get; }
    public ImmutableArray<string> Channels { get; }
    public ImmutableArray<string> Categories { get; }
    public ImmutableArray<string> Tags { get; }
    public ImmutableArray<long> Balances { get; }
    public ImmutableArray<long> Amounts { get; }

    /// <summary>Bills that just reach the minimum of a coupon after a perk, or just miss it.</summary>
    public ImmutableArray<long> CriticalBills { get; }

    /// <summary>Whether only one of the revisions has a condition like this.</summary>
    public bool IsChanged(Condition condition) => _onlyInOne.Contains(JsonSerializer.Serialize(condition));

    private static IEnumerable<string> ListTexts(ProgrammeTerms terms) =>
        ConditionPaths.List(terms).Select(it => JsonSerializer.Serialize(it.When));

    /// <summary>The instants at which a reward goes on sale for anybody, and those just before.</summary>
    public static IEnumerable<DateTimeOffset> ListSaleStarts(Reward reward)
    {
        if (reward.OnSaleFrom is not { } start)
            return [];
        DateTimeOffset[] starts = [start, start.AddHours(-(reward.HeadStart?.Hours ?? 0))];
        return starts.SelectMany(it => new[] { it.AddSeconds(-1), it, it.AddSeconds(1) });
    }

    private IEnumerable<string> ListLikings() => Conditions.Select(it => it.Affinity?.Category).OfType<string>();

    private IEnumerable<DateOnly> ListDays()
    {
        var windows = Conditions
            .Select(it => it.Window)
            .Concat(Rewards.SelectMany(it => it.Price.Windows).Select(it => it.Window))
            .Concat(Rewards.SelectMany(it => it.Restrictions.Blackout));
        foreach (var window in windows)
        {
            foreach (var edge in new[] { window.From, window.To }.OfType<DateOnly>())
            foreach (var day in Around(edge))
                yield return day;
            foreach (var yearly in window.Yearly)
            foreach (var year in _years)
                if (yearly.FirstOnOrAfter(new(year, 1, 1)) is { } on)
                    foreach (var day in Around(on))
                        yield return day;
        }
        for (var at = 0; at < 7; at++)
            yield return new DateOnly(FirstYear, 4, 12).AddDays(at);
        foreach (var day in new DateOnly[] { new(2027, 12, 31), new(2028, 1, 1), new(2028, 2, 29), new(2028, 6, 1) })
            yield return day;
    }

    /// <summary>Bills that come to just that much after a discount, or just not.</summary>
    private static long[] Reaching(long least, decimal discount) =>
        (long)decimal.Ceiling(least / discount) is var bill ? [bill - 1, bill, bill + 1] : [];

    private static DateOnly[] Around(DateOnly day) => [day.PlusDays(-1), day, day.PlusDays(1)];
}
