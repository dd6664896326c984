namespace Points.Infra.Tests.Templates;

/// <summary>The local names of a loop or a lambda.</summary>
internal static class Locals
{
    public static ImmutableDictionary<string, Value> None { get; } = ImmutableDictionary<string, Value>.Empty;
}
