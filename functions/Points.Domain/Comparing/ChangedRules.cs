using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>The rules by which purchases earn that some changes concern, and the others.</summary>
/// <param name="Changed">The conditions of each changed rule: those of both revisions.</param>
/// <param name="Others">The conditions of all other rules, and of tiers.</param>
internal sealed record ChangedRules(IReadOnlyList<IReadOnlyList<Condition>> Changed, IReadOnlyList<Condition> Others)
{
    public IReadOnlyList<Condition> Conditions { get; } = [.. Changed.SelectMany(it => it).Distinct()];

    /// <summary>All rules have changed if something changed that concerns all.</summary>
    public static ChangedRules Of(ProgrammeTerms before, ProgrammeTerms after, IReadOnlyList<string> changedPaths)
    {
        var all = ListRules(before)
            .Concat(ListRules(after))
            .ToLookup(it => it.Id, it => it.When, StringComparer.Ordinal);
        var rules = all.Where(rule =>
                changedPaths.Any(path => path.Contains($"[{rule.Key}]", StringComparison.Ordinal))
            )
            .Select(rule => (IReadOnlyList<Condition>)[.. rule])
            .ToList();
        if (rules.Count == 0 || changedPaths.Any(ConcernsAll))
            rules.AddRange(
                all.OrderByDescending(rule => IsCappedByName(rule.Key, before, after))
                    .Select(rule => (IReadOnlyList<Condition>)[.. rule])
            );
        Condition[] tiers = [.. ListTierConditions(before).Concat(ListTierConditions(after))];
        if (changedPaths.Any(path => Topics.IsPartOf(path, "tiers")))
            rules.Insert(0, tiers);
        var changed = rules.SelectMany(it => it).ToHashSet();
        return new(rules, [.. all.SelectMany(it => it).Concat(tiers).Where(it => !changed.Contains(it)).Distinct()]);
    }

    private static bool ConcernsAll(string path) =>
        Topics.IsPartOf(path, "earning.caps") || path is "earning.stacking" or "earning.base";

    private static bool IsCappedByName(string ruleId, ProgrammeTerms before, ProgrammeTerms after) =>
        before.Earning.Caps.Concat(after.Earning.Caps).Any(cap => cap.Rules.Contains(ruleId));

    private static IEnumerable<(string Id, Condition When)> ListRules(ProgrammeTerms terms) =>
        terms
            .Earning.BaseRates.Select(it => (it.Id, it.When))
            .Concat(terms.Earning.Multipliers.Select(it => (it.Id, it.When)))
            .Concat(terms.Earning.Bonuses.Select(it => (it.Id, it.When)));

    private static IEnumerable<Condition> ListTierConditions(ProgrammeTerms terms) =>
        (terms.Tiers?.Levels ?? []).Select(level => Condition.Always with { Tiers = [level.Tier] });
}
