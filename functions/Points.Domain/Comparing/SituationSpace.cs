using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>
/// The situations in which two revisions are compared: one for each set of rules that can apply together. If that is
/// too much, one for each set of changed rules, and those with each other rule that may apply at the same time; or else
/// each changed rule is looked at by itself. The rest is drawn at random, always the same.
/// </summary>
internal sealed class SituationSpace(IReadOnlyList<Dimension> dimensions, IReadOnlyList<Condition> conditions)
{
    /// <summary>The most combinations of changed rules, and the number of random ones.</summary>
    private const int CombinationsMax = 600,
        RandomCount = 150,
        DifferencesMax = 4;

    /// <summary>How much more than usual is looked at if that is everything.</summary>
    private const int CompleteFactor = 3;

    private const ulong Seed = 20_270_101;

    /// <summary>Every dimension at its plainest value.</summary>
    public Situation Plain => At(new int[dimensions.Count]);

    public Situation At(int[] values)
    {
        var situation = new Situation();
        for (var at = 0; at < values.Length; at++)
            situation = dimensions[at].With(situation, values[at]);
        return situation;
    }

    /// <param name="changedRules">The conditions of each changed rule: those of both revisions.</param>
    /// <param name="max">How many of them, if not all can be listed.</param>
    public SituationList List(IReadOnlyList<IReadOnlyList<Condition>> changedRules, int max)
    {
        var random = new Draws(Seed);
        var sets = new RuleSets(dimensions, CompleteFactor * max);
        Condition[] changed = [.. changedRules.SelectMany(it => it).Distinct()];
        var whole = sets.Find(conditions);
        var distinct = whole ?? sets.Find(changed);
        var listed =
            whole
            ?? (
                distinct is not null
                    ? WithOthers(changed, [.. distinct], max, random)
                    : ListOneByOne(changedRules, max, random)
            );
        var drawn = Enumerable
            .Range(0, Math.Min(RandomCount, max / 4))
            .Select(_ => (int[])[.. dimensions.Select(it => random.Next(it.Count))]);
        return new([.. listed, .. drawn], IsComplete: distinct is not null);
    }

    /// <summary>
    /// Finds a situation in which something holds, and makes it as plain as it can be, so that an example names only
    /// what matters. Null if there is none.
    /// </summary>
    public Situation? FindFirst(IEnumerable<int[]> situations, Func<Situation, bool> holds)
    {
        foreach (var values in situations)
            if (holds(At(values)))
                return At(Simplify(values, holds));
        return null;
    }

    /// <summary>
    /// Situations in which a changed rule makes a difference, each with every other rule that can apply as well, and
    /// with every total.
    /// </summary>
    public IEnumerable<int[]> ListCompeting(IReadOnlyList<Condition> rule, Func<int[], bool> makesDifference)
    {
        var own = FindOwn(rule);
        var totals = Enumerable.Range(0, dimensions.Count).Where(at => dimensions[at].ConcernsAll).ToArray();
        var different = ListCombinations(rule, own, CombinationsMax, new Draws(Seed))
            .Where(makesDifference)
            .DistinctBy(
                values => string.Join(',', values.Where((_, at) => !totals.Contains(at))),
                StringComparer.Ordinal
            )
            .Take(DifferencesMax);
        foreach (var values in different)
        foreach (var other in conditions)
        foreach (var at in totals)
            for (var total = 0; total < dimensions[at].Count; total++)
                yield return With(Meet(other, own, values), at, total);
    }

    private IEnumerable<int[]> ListOneByOne(IReadOnlyList<IReadOnlyList<Condition>> changedRules, int max, Draws random)
    {
        var each = Math.Clamp(max / Math.Max(1, changedRules.Count), 20, CombinationsMax);
        return changedRules
            .Take(max / 20)
            .SelectMany(rule =>
                WithOthers(rule, [.. ListCombinations(rule, FindOwn(rule), each, random)], each, random)
            );
    }

    private int[] FindOwn(IReadOnlyList<Condition> rule) =>
        [.. Enumerable.Range(0, dimensions.Count).Where(at => rule.Any(dimensions[at].Concerns))];

    private int[] Simplify(int[] values, Func<Situation, bool> holds)
    {
        var simple = values;
        for (var at = 0; at < values.Length; at++)
        {
            if (simple[at] == 0)
                continue;
            var simpler = With(simple, at, 0);
            if (holds(At(simpler)))
                simple = simpler;
        }
        return simple;
    }

    /// <summary>These combinations, and those in which the rule holds with each other rule.</summary>
    private IEnumerable<int[]> WithOthers(IReadOnlyList<Condition> rule, int[][] combinations, int max, Draws random)
    {
        var own = FindOwn(rule);
        foreach (var values in combinations)
            yield return values;
        var others = conditions.Except(rule).ToArray();
        if (others.Length == 0)
            yield break;
        var rest = Math.Clamp(max - combinations.Length, Math.Min(max, CombinationsMax) / 2, CombinationsMax);
        // Where the rule holds it competes with other rules: these situations come first.
        int[][] competing = [.. combinations.Where(values => rule.Any(it => Holds(it, own, values)))];
        foreach (var values in competing.Take(Math.Max(1, rest / others.Length)))
        foreach (var other in others)
            yield return Meet(other, own, values);
        for (var count = competing.Length * others.Length; count < rest; count++)
            yield return Meet(others[random.Next(others.Length)], own, combinations[random.Next(combinations.Length)]);
    }

    private IEnumerable<int[]> ListCombinations(IReadOnlyList<Condition> rule, int[] own, int max, Draws random)
    {
        var values = new int[dimensions.Count];
        var all = own.Aggregate(1L, (product, at) => Math.Min(long.MaxValue / 1_000, product * dimensions[at].Count));
        if (all <= max)
        {
            for (var number = 0L; number < all; number++)
            {
                var left = number;
                foreach (var at in own)
                    (left, values[at]) = (left / dimensions[at].Count, (int)(left % dimensions[at].Count));
                yield return [.. values];
            }
            yield break;
        }
        // Too many: the corners where the rule holds, each with one value changed, then random ones.
        foreach (var condition in rule)
        foreach (var near in VaryCorner(condition, own, values).Take(2 * max / rule.Count))
            yield return near;
        for (var count = 0; count < max / 2; count++)
        {
            var near = Meet(rule[random.Next(rule.Count)], [], values);
            foreach (var at in own)
                if (random.Next(3) == 0)
                    near[at] = random.Next(dimensions[at].Count);
            yield return near;
        }
    }

    /// <summary>
    /// Where a condition holds, with one value changed; then all of that with each total with which it can hold,
    /// because a cap hides in a large purchase what a small one shows.
    /// </summary>
    private IEnumerable<int[]> VaryCorner(Condition condition, int[] own, int[] values)
    {
        var corner = Meet(condition, [], values);
        var near = own.SelectMany(at =>
                Enumerable.Range(0, dimensions[at].Count).Select(value => With(corner, at, value))
            )
            .ToArray();
        return near.Concat(
            own.Where(at => dimensions[at].ConcernsAll)
                .SelectMany(at =>
                    Enumerable
                        .Range(0, dimensions[at].Count)
                        .Where(value => dimensions[at].Allows(condition, value))
                        .SelectMany(value => near.Select(it => With(it, at, value)))
                )
        );
    }

    /// <summary>Sets all dimensions but some so that a condition holds.</summary>
    private int[] Meet(Condition condition, int[] except, int[] values)
    {
        int[] met = [.. values];
        for (var at = 0; at < met.Length; at++)
            if (!except.Contains(at) && dimensions[at].Concerns(condition))
                met[at] = FindAllowed(condition, at, values[at]);
        return met;
    }

    private int FindAllowed(Condition condition, int at, int preferred)
    {
        if (dimensions[at].Allows(condition, preferred))
            return preferred;
        for (var value = 0; value < dimensions[at].Count; value++)
            if (dimensions[at].Allows(condition, value))
                return value;
        return preferred;
    }

    private bool Holds(Condition condition, int[] own, int[] values) =>
        own.All(at => dimensions[at].Allows(condition, values[at]));

    private static int[] With(int[] values, int at, int value)
    {
        int[] changed = [.. values];
        changed[at] = value;
        return changed;
    }
}
