namespace Points.Infra.Tests.Rules;

/// <summary>A property that must have one of some values.</summary>
/// <param name="Allowed">The allowed values; <see cref="Unset"/> if the property may be missing.</param>
/// <param name="Reason">What happens with another value.</param>
internal sealed record RequiredProperty(string Type, string Path, ImmutableArray<string> Allowed, string Reason)
{
    public const string Unset = "null";

    /// <summary>The app setting that names the resource or its parent; null for all resources of the type.</summary>
    public string? Setting { get; init; }
}
