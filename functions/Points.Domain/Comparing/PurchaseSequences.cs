using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Comparing;

/// <summary>
/// Compares what a member's purchases earn one after another, because caps count over several of them. A purchase that
/// uses more of a cap than before can leave less of it to the next one.
/// </summary>
internal sealed class PurchaseSequences(
    ProgrammeTerms before,
    ProgrammeTerms after,
    SituationSpace space,
    IReadOnlyList<IReadOnlyList<Condition>> changedRules
)
{
    private const int CompetingMax = 60,
        ChangedRulesMax = 6,
        FirstMax = 20,
        SecondMax = 8,
        NarrowCapsMax = 4;

    /// <summary>With more rules than these, fewer sequences are compared.</summary>
    private const int RulesUsual = 10;

    /// <summary>How many days after the first purchase each one is posted, where they are of the same day.</summary>
    private static readonly int[] DaysLater = [0, 0, 1, 32, 400];

    private readonly SituationText _text = new(space.Plain);

    /// <summary>Whether some sequence earns more.</summary>
    public bool IsBetter { get; private set; }

    /// <returns>A sequence that earns less, as a sentence; null if none was found.</returns>
    public string? FindWorse(IReadOnlyList<int[]> situations)
    {
        Cap[] caps = [.. before.Earning.Caps.Concat(after.Earning.Caps)];
        // Where every cap is of all rules, more of each purchase cannot leave less in all.
        if (caps.All(cap => cap.Rules.IsEmpty))
            return null;
        // How many lines there are matters once, not in turn.
        situations = [.. situations.Where(values => space.At(values).Second != LineKind.Full)];
        var share = Math.Max(1, before.Earning.Multipliers.Length / RulesUsual);
        var capped = caps.Where(cap => !cap.Rules.IsEmpty)
            .Select(cap => cap.CounterId)
            .Distinct(StringComparer.Ordinal)
            .Take(NarrowCapsMax / share)
            .SelectMany(cap => Spread([.. situations.Where(values => Uses(cap, values))], SecondMax / share))
            .ToArray();
        // Where another rule already earns all that a wide cap leaves, a narrow one is used up without any gain.
        var competing =
            capped.Length == 0
                ? []
                : changedRules
                    .Take(ChangedRulesMax / share)
                    .SelectMany(rule => space.ListCompeting(rule, MakesDifference))
                    .Where(UsesMoreOfCap)
                    .ToArray();
        var seconds = (capped.Length > 0 ? capped : Spread(situations, SecondMax / share)).Select(space.At).ToArray();
        return Spread(competing, CompetingMax / share)
            .Concat(Spread(situations, FirstMax / share))
            .Select(values => FindWorse(space.At(values), seconds))
            .FirstOrDefault(example => example is not null);
    }

    private string? FindWorse(Situation first, IEnumerable<Situation> seconds)
    {
        if (Compare(first, OnDaysAfter(first, first)) is { } alike)
            return alike;
        foreach (var other in seconds)
        {
            // One member has one tier on both days.
            var second = other with
            {
                Tier = first.Tier,
            };
            var (early, late) = second.Day < first.Day ? (second, first) : (first, second);
            var example =
                Compare(first, OnDaysAfter(first, second with { Now = first.Now, Day = first.Day }))
                ?? Compare(first, [(early, early.Day), (late, late.Day)])
                ?? Compare(first, [(early, early.Day), (early, early.Day), (late, late.Day)]);
            if (example is not null)
                return example;
        }
        return null;
    }

    private static IEnumerable<(Situation Purchase, DateOnly PostedOn)> OnDaysAfter(
        Situation first,
        Situation second
    ) => DaysLater.Select((days, at) => (at % 2 == 0 ? first : second, first.Day.PlusDays(days)));

    private string? Compare(Situation member, IEnumerable<(Situation Purchase, DateOnly PostedOn)> purchases)
    {
        var (was, becomes) = (new Earned(before, member.Tier.Before), new Earned(after, member.Tier.After));
        foreach (var (purchase, postedOn) in purchases)
        {
            was.Add(purchase, postedOn);
            becomes.Add(purchase, postedOn);
            IsBetter |= becomes.Points > was.Points;
            if (becomes.Points < was.Points)
                return $"{_text.OfPurchase(purchase)}, {(was.Count == 1 ? "" : $"after {was.Count - 1} others, ")}brings "
                    + $"the points of all to {FormatPoints(was.Points)} today and would bring them to "
                    + FormatPoints(becomes.Points);
        }
        return null;
    }

    private bool Uses(string cap, int[] values)
    {
        var it = space.At(values);
        return it.EarnUnder(before, it.Tier.Before).CapUse.Any(use => use.Limit == cap);
    }

    private bool MakesDifference(int[] values)
    {
        var it = space.At(values);
        return it.EarnUnder(before, it.Tier.Before).Points != it.EarnUnder(after, it.Tier.After).Points;
    }

    private bool UsesMoreOfCap(int[] values)
    {
        var it = space.At(values);
        var (was, becomes) = (it.EarnUnder(before, it.Tier.Before), it.EarnUnder(after, it.Tier.After));
        return becomes.CapUse.Sum(use => use.Used) > was.CapUse.Sum(use => use.Used);
    }

    /// <summary>So many of a list, evenly spread.</summary>
    private static IEnumerable<int[]> Spread(IReadOnlyList<int[]> all, int count)
    {
        var step = Math.Max(1, (all.Count + count - 1) / Math.Max(1, count));
        for (var at = 0; at < all.Count; at += step)
            yield return all[at];
    }

    /// <summary>What one member earns with purchases one after another.</summary>
    private sealed class Earned(ProgrammeTerms terms, string? tier)
    {
        private LimitCounters _counters = LimitCounters.None;

        public Points Points { get; private set; } = Points.Zero;

        public int Count { get; private set; }

        public void Add(Situation purchase, DateOnly postedOn)
        {
            var earned = terms.EarningRules.Evaluate(
                purchase.Lines,
                Fen.Zero,
                purchase.ContextFor(tier),
                _counters,
                postedOn
            );
            (Points, _counters, Count) = (Points + earned.Points, earned.Counters, Count + 1);
        }
    }
}
