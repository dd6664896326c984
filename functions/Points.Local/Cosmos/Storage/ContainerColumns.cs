using Points.Local.Cosmos.Documents;

namespace Points.Local.Cosmos.Storage;

/// <summary>Which paths of a container's documents SQLite can see, and under which column name.</summary>
internal sealed class ContainerColumns
{
    public const string PartitionKey = "pk";
    public const string Id = "id";
    private readonly Dictionary<string, string> byPath;

    public ContainerColumns(ContainerDefinition definition)
    {
        Indexed = [.. definition.Indexed.Select((_, position) => $"p{position}")];
        byPath = definition.Indexed.Select((path, position) => (path.Text, Column: Indexed[position]))
            .ToDictionary(pair => pair.Text, pair => pair.Column, StringComparer.Ordinal);
        byPath["/_ts"] = "ts";
        byPath[definition.PartitionKey.Text] = PartitionKey;
        byPath["/id"] = Id;
    }

    /// <summary>The columns of the indexed paths, in their order.</summary>
    public IReadOnlyList<string> Indexed { get; }

    /// <summary>The column that holds a path's value, or null when only the document itself does.</summary>
    public string? Find(JsonPath path) => byPath.GetValueOrDefault(path.Text);
}
