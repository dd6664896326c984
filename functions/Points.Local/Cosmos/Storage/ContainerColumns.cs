using Points.Local.Cosmos.Documents;

namespace Points.Local.Cosmos.Storage;

/// <summary>Which paths of a container's documents SQLite can see, and under which column name.</summary>
internal sealed class ContainerColumns
{
    public const string PartitionKey = "pk";
    public const string Id = "id";
    private readonly Dictionary<string, string> _byPath;

    public ContainerColumns(ContainerDefinition definition)
    {
        Indexed = [.. definition.Indexed.Select((_, position) => $"p{position}")];
        _byPath = definition
            .Indexed.Select((path, position) => (path.Text, Column: Indexed[position]))
            .ToDictionary(pair => pair.Text, pair => pair.Column, StringComparer.Ordinal);
        IsKeyedById = definition.PartitionKey.Text is "/id";
        _byPath["/_ts"] = "ts";
        _byPath[definition.PartitionKey.Text] = PartitionKey;
        _byPath["/id"] = Id;
    }

    /// <summary>Whether each document is a partition of its own.</summary>
    public bool IsKeyedById { get; }

    /// <summary>The columns of the indexed paths, in their order.</summary>
    public IReadOnlyList<string> Indexed { get; }

    /// <summary>The column that holds a path's value, or null when only the document itself does.</summary>
    public string? FindColumn(JsonPath path) => _byPath.GetValueOrDefault(path.Text);
}
