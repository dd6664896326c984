using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>
/// One respect in which situations differ, such as the member's age. Of values that no condition tells apart it has
/// one, so that a hundred merchants of a list are as few values as the conditions make of them.
/// </summary>
internal abstract class Dimension
{
    public abstract int Count { get; }

    /// <summary>Whether there are more values that matter than are looked at: then nothing is proved.</summary>
    public abstract bool IsTruncated { get; }

    public abstract Situation With(Situation situation, int value);

    /// <summary>Whether it matters to every rule, as the total of a purchase does.</summary>
    public bool ConcernsAll { get; init; }

    /// <summary>Whether its values matter by themselves, and not only by which conditions they allow.</summary>
    public bool CountsByItself { get; init; }

    /// <summary>Whether a condition asks for it.</summary>
    public abstract bool Concerns(Condition condition);

    /// <summary>Whether a condition holds with that value, as far as this dimension goes.</summary>
    public abstract bool Allows(Condition condition, int value);
}

/// <param name="values">The plainest first.</param>
internal sealed class Dimension<T>(
    ValueClasses<T> values,
    Func<Situation, T, Situation> set,
    Func<Condition, bool> concerns,
    Func<Condition, T, bool> allows
) : Dimension
{
    public override int Count => values.All.Count;

    public override bool IsTruncated => values.IsTruncated;

    public override Situation With(Situation situation, int value) => set(situation, values.All[value]);

    public override bool Concerns(Condition condition) => ConcernsAll || concerns(condition);

    public override bool Allows(Condition condition, int value) => allows(condition, values.All[value]);
}
