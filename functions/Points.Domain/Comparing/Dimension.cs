using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>One respect in which situations differ, such as the member's age, with the values that can matter.</summary>
internal abstract class Dimension
{
    public abstract int Count { get; }

    public abstract Situation With(Situation situation, int value);

    /// <summary>Whether it matters to every rule, as the total of a purchase does.</summary>
    public bool ConcernsAll { get; init; }

    /// <summary>Whether a condition asks for it.</summary>
    public abstract bool Concerns(Condition condition);

    /// <summary>Whether a condition holds with that value, as far as this dimension goes.</summary>
    public abstract bool Allows(Condition condition, int value);
}

/// <param name="values">The plainest first.</param>
internal sealed class Dimension<T>(
    IReadOnlyList<T> values,
    Func<Situation, T, Situation> set,
    Func<Condition, bool> concerns,
    Func<Condition, T, bool> allows
) : Dimension
{
    public override int Count => values.Count;

    public override Situation With(Situation situation, int value) => set(situation, values[value]);

    public override bool Concerns(Condition condition) => ConcernsAll || concerns(condition);

    public override bool Allows(Condition condition, int value) => allows(condition, values[value]);
}
