namespace Points.Local.Tests.Observing;

/// <param name="Value">The value; for a histogram, the sum.</param>
/// <param name="Count">The number of recordings in a histogram; else 1.</param>
internal sealed record Measure(string Name, string Unit, double Value, long Count, Dictionary<string, string> Tags)
{
    public override string ToString() =>
        $"{Name} {Value} {Unit} ({Count}) {string.Join(", ", Tags.Select(tag => $"{tag.Key}={tag.Value}"))}";
}
