using System.Text.Json;

namespace Points.Scale.Charging;

/// <summary>The paths that each container indexes, from the list that the templates read too.</summary>
internal sealed class IndexedPaths
{
    private readonly Dictionary<string, string[]> _byContainer;

    private IndexedPaths(Dictionary<string, string[]> byContainer) => _byContainer = byContainer;

    public static IndexedPaths Read(string file)
    {
        using var layout = JsonDocument.Parse(File.ReadAllBytes(file));
        return new(
            layout
                .RootElement.GetProperty("containers")
                .EnumerateArray()
                .ToDictionary(
                    container => container.GetProperty("name").GetString()!,
                    container =>
                        container
                            .GetProperty("indexingPolicy")
                            .GetProperty("includedPaths")
                            .EnumerateArray()
                            .Select(path => NameOf(path.GetProperty("path").GetString()!))
                            .ToArray()
                )
        );
    }

    /// <summary>The indexed terms of a document: each indexed property that it has, with its value.</summary>
    public IReadOnlySet<string> TermsOf(string container, JsonElement document) =>
        _byContainer[container]
            .Where(name => document.TryGetProperty(name, out _))
            .Select(name => $"{name}={document.GetProperty(name).GetRawText()}")
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>All indexed paths are single properties: <c>/type/?</c>.</summary>
    private static string NameOf(string path) =>
        path.Split('/') is ["", var name, "?"]
            ? name
            : throw new InvalidDataException($"the indexed path {path} is not a single property");
}
