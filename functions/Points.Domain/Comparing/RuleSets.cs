using System.Numerics;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>
/// Finds which rules can apply together. Two situations in which the same rules apply differ in nothing that these
/// rules can show, so that one of each kind is enough, however many fields the conditions have.
/// </summary>
/// <param name="max">With more situations than these, there is no complete list.</param>
internal sealed class RuleSets(IReadOnlyList<Dimension> dimensions, int max)
{
    /// <summary>
    /// Finds one situation for each set of the rules that can hold together, with each value of the dimensions that
    /// count by themselves.
    /// </summary>
    /// <returns>Null if there are too many, or values that are not looked at.</returns>
    public IReadOnlyList<int[]>? Find(IReadOnlyList<Condition> rules)
    {
        int[] own = [.. Enumerable.Range(0, dimensions.Count).Where(at => rules.Any(dimensions[at].Concerns))];
        if (own.Any(at => dimensions[at].IsTruncated))
            return null;
        var plain = new int[dimensions.Count];
        var found = new Dictionary<BigInteger, int[]> { [(BigInteger.One << rules.Count) - 1] = plain };
        foreach (var at in own.Where(at => !dimensions[at].CountsByItself))
            if ((found = Narrow(found, rules, at)).Count > max)
                return null;
        IReadOnlyList<int[]> all = [.. found.Values];
        foreach (var at in own.Where(at => dimensions[at].CountsByItself))
        {
            if ((long)all.Count * dimensions[at].Count > max)
                return null;
            all = [.. all.SelectMany(it => ListValues(at).Select(value => With(it, at, value)))];
        }
        return all;
    }

    /// <summary>Splits the sets by which of their rules each value of a dimension allows.</summary>
    private Dictionary<BigInteger, int[]> Narrow(
        Dictionary<BigInteger, int[]> found,
        IReadOnlyList<Condition> rules,
        int at
    )
    {
        var narrowed = new Dictionary<BigInteger, int[]>();
        BigInteger[] allowed = [.. ListValues(at).Select(value => FindAllowed(rules, at, value))];
        foreach (var (held, values) in found)
        foreach (var value in ListValues(at))
            if (!narrowed.ContainsKey(held & allowed[value]))
                narrowed.Add(held & allowed[value], With(values, at, value));
        return narrowed;
    }

    /// <summary>Which of the rules a value allows, as bits.</summary>
    private BigInteger FindAllowed(IReadOnlyList<Condition> rules, int at, int value)
    {
        var allowed = BigInteger.Zero;
        for (var rule = 0; rule < rules.Count; rule++)
            if (dimensions[at].Allows(rules[rule], value))
                allowed |= BigInteger.One << rule;
        return allowed;
    }

    private IEnumerable<int> ListValues(int at) => Enumerable.Range(0, dimensions[at].Count);

    private static int[] With(int[] values, int at, int value)
    {
        int[] changed = [.. values];
        changed[at] = value;
        return changed;
    }
}
