using System.Collections.Immutable;
using System.Text.Json;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Comparing;

/// <summary>
/// Compares caps by what they allow, whatever the purchases. A cap takes nothing from anybody if an earlier one already
/// allowed no more: of the same rules or of more, and in a period of which the new one has room for as many as it can
/// contain.
/// </summary>
internal sealed class CapComparison
{
    private readonly ImmutableArray<Cap> _before,
        _after;

    /// <summary>What each rule says, by its id.</summary>
    private readonly Dictionary<string, string> _rulesBefore,
        _rulesAfter;

    private CapComparison(ProgrammeTerms before, ProgrammeTerms after)
    {
        (_before, _after) = (before.Earning.Caps, after.Earning.Caps);
        (_rulesBefore, _rulesAfter) = (ListRules(before), ListRules(after));
    }

    public static Finding Compare(ProgrammeTerms before, ProgrammeTerms after)
    {
        var stricter = new CapComparison(before, after).FindStricter();
        return new(
            stricter is null ? null : Tell(stricter, before),
            new CapComparison(after, before).FindStricter() is not null
        )
        {
            IsComplete = true,
            TellWith = other => new CapComparison(before, other).FindStricter() is { } cap ? Tell(cap, before) : null,
        };
    }

    /// <summary>
    /// Lists the caps of the later terms that limit some rules, each with the earlier ones that it replaces.
    /// </summary>
    public static IEnumerable<(Cap After, ImmutableArray<Cap> Before)> ListNarrow(
        ProgrammeTerms before,
        ProgrammeTerms after
    )
    {
        var comparison = new CapComparison(before, after);
        return after
            .Earning.Caps.Where(cap => !cap.Rules.IsEmpty)
            .Select(cap => (cap, before.Earning.Caps.RemoveAll(it => it.Id != cap.Id && !comparison.Implies(it, cap))));
    }

    private Cap? FindStricter() => _after.FirstOrDefault(cap => !IsAllowed(cap));

    private bool IsAllowed(Cap cap) => IsOfNewRules(cap) || _before.Any(earlier => Implies(earlier, cap));

    /// <summary>Whether an earlier cap lets nobody earn more than a later one allows.</summary>
    private bool Implies(Cap earlier, Cap later) =>
        (earlier.Rules.IsEmpty || (!later.Rules.IsEmpty && !later.Rules.Except(earlier.Rules.Select(Follow)).Any()))
        && PeriodsIn(later.Per, earlier.Per) is { } periods
        && earlier.Points.Value * periods <= later.Points.Value;

    /// <summary>
    /// Whether it limits only what is earned on top of all that was earned before. If any rule changed or is gone, a
    /// new one may stand in for it.
    /// </summary>
    private bool IsOfNewRules(Cap cap) =>
        !cap.Rules.IsEmpty
        && !cap.Rules.Any(_rulesBefore.ContainsKey)
        && _rulesBefore.All(rule => _rulesAfter.TryGetValue(rule.Key, out var text) && text == rule.Value);

    /// <summary>The id that a rule has now: a rule that is the same under another id is the same rule.</summary>
    private string Follow(string ruleId) =>
        _rulesAfter.ContainsKey(ruleId) || !_rulesBefore.TryGetValue(ruleId, out var text)
            ? ruleId
            : _rulesAfter.FirstOrDefault(it => it.Value == text && !_rulesBefore.ContainsKey(it.Key)).Key ?? ruleId;

    private static Dictionary<string, string> ListRules(ProgrammeTerms terms) =>
        terms
            .Earning.BaseRates.Select(it => (it.Id, $"rate {it.PointsPerYuan} {TextOf(it.When)}"))
            .Concat(terms.Earning.Multipliers.Select(it => (it.Id, $"times {it.Times} {TextOf(it.When)}")))
            .Concat(terms.Earning.Bonuses.Select(it => (it.Id, $"bonus {it.Points} {it.Per} {TextOf(it.When)}")))
            .Concat((terms.Tiers?.Levels ?? []).Select(it => (it.RuleId, $"tier {it.Times}")))
            .ToDictionary(it => it.Item1, it => it.Item2, StringComparer.Ordinal);

    private static string TextOf(Condition when) => JsonSerializer.Serialize(when);

    /// <summary>How many periods of one kind a longer one contains at most; null if there is no end to them.</summary>
    private static int? PeriodsIn(LimitPeriod longer, LimitPeriod shorter) =>
        (longer, shorter) switch
        {
            _ when RankOf(longer) <= RankOf(shorter) => 1,
            (LimitPeriod.Month, LimitPeriod.Day) => 31,
            (LimitPeriod.Year, LimitPeriod.Day) => 366,
            (LimitPeriod.Year, LimitPeriod.Month) => 12,
            _ => null,
        };

    private static int RankOf(LimitPeriod period) =>
        period switch
        {
            LimitPeriod.Line => 0,
            LimitPeriod.Order => 1,
            LimitPeriod.Day => 2,
            LimitPeriod.Month => 3,
            LimitPeriod.Year => 4,
            LimitPeriod.Campaign or LimitPeriod.Ever => 5,
        };

    private static string Tell(Cap cap, ProgrammeTerms before)
    {
        var earlier = before.Earning.Caps.Where(it => it.Id == cap.Id || it.Rules.SequenceEqual(cap.Rules)).ToArray();
        var what = cap.Rules.IsEmpty ? "Purchases" : $"Purchases by {string.Join(" and ", cap.Rules)}";
        return $"{what} earn {TellLimit(earlier)} today and would earn {TellLimit([cap])}";
    }

    private static string TellLimit(Cap[] caps) =>
        caps.Length == 0
            ? "as many points as their rules give"
            : "at most "
                + string.Join(
                    " and ",
                    caps.Select(it => $"{PointsInEnglish(it.Points)} {PeriodText(it.Per).En}").Distinct()
                );
}
