using System.Text.Json.Nodes;

namespace Points.Tests;

/// <summary>An operation of the OpenAPI document.</summary>
/// <param name="Path">The path, with parameters in braces.</param>
internal sealed record ContractOperation(string Path, string Method, JsonObject Json)
{
    private readonly string[] _segments = Path.Split('/');

    public string Name => (string)Json["operationId"]!;

    public int ParameterCount => _segments.Count(IsParameter);

    public bool Matches(string path)
    {
        // The web server refuses such a path before it reaches a function.
        if (path.Contains("%00", StringComparison.Ordinal))
            return false;
        var segments = path.TrimEnd('/').Split('/');
        return segments.Length == _segments.Length
            && segments
                .Zip(_segments)
                .All(it =>
                    IsParameter(it.Second)
                        ? it.First.Length > 0
                        : it.First.Equals(it.Second, StringComparison.OrdinalIgnoreCase)
                );
    }

    public override string ToString() => $"{Name} ({Method} {Path})";

    private static bool IsParameter(string segment) => segment.StartsWith('{');
}
