using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>
/// One value for each class of values that the same conditions allow. Whatever is asked of two values of a class, the
/// answer is the same. The classes that changed conditions tell apart come first.
/// </summary>
/// <param name="IsTruncated">Whether there are more classes than values.</param>
internal sealed record ValueClasses<T>(IReadOnlyList<T> All, bool IsTruncated)
{
    /// <param name="values">The plainest first.</param>
    /// <param name="tellApart">Which conditions allow a value, and whatever else tells values apart.</param>
    public static ValueClasses<T> Of(
        IEnumerable<T> values,
        IReadOnlyList<Condition> changed,
        IReadOnlyList<Condition> others,
        Func<IReadOnlyList<Condition>, T, string> tellApart,
        int max
    )
    {
        var (first, rest) = (new List<T>(), new List<T>());
        HashSet<string> ofChanged = new(StringComparer.Ordinal),
            ofAll = new(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var own = tellApart(changed, value);
            var isNewToChanged = ofChanged.Add(own);
            if (ofAll.Add($"{own} {tellApart(others, value)}"))
                (isNewToChanged ? first : rest).Add(value);
        }
        return new([.. first.Concat(rest).Take(max)], first.Count + rest.Count > max);
    }
}
