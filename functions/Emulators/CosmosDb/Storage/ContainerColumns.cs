using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Storage;

/// <summary>
/// The paths of a container's documents that have a column in SQLite, and the names of these columns.
/// </summary>
internal sealed class ContainerColumns
{
    /// <summary>The column of the partition key.</summary>
    public const string PartitionKey = "pk";

    /// <summary>The column of the document's id.</summary>
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

    /// <summary>Whether the id is the partition key, so that each document is a partition of its own.</summary>
    public bool IsKeyedById { get; }

    /// <summary>The columns of the indexed paths, in the order of the paths.</summary>
    public IReadOnlyList<string> Indexed { get; }

    /// <summary>The column that holds a path's value; null when only the document's body holds it.</summary>
    public string? FindColumn(JsonPath path) => _byPath.GetValueOrDefault(path.Text);
}
