namespace Points.Torture.Checks;

/// <summary>What a check found.</summary>
/// <param name="Name">What must hold.</param>
/// <param name="Figure">How much was compared.</param>
/// <param name="Difference">The first difference, in a sentence; null if there is none.</param>
internal sealed record CheckResult(string Name, string Figure, string? Difference)
{
    public static CheckResult From(string name, string figure, IEnumerable<string?> differences) =>
        new(name, figure, differences.FirstOrDefault(difference => difference is not null));

    public override string ToString() =>
        Difference is null ? $"ok   {Name}: {Figure}" : $"FAIL {Name}: {Figure}\n     {Difference}";
}
