using Points.Local.Cosmos.Documents;

namespace Points.Local.Cosmos.Storage;

/// <summary>A container as the store keeps it: its definition, its resource ids and its physical ranges.</summary>
internal sealed class StoredContainer
{
    public StoredContainer(StoredDatabase database, int key, int rangeCount, ContainerDefinition definition)
    {
        Database = database;
        Key = key;
        RangeCount = rangeCount;
        Definition = definition;
        ResourceId = ResourceIds.ForContainer(database.Key, key);
        Ranges =
        [
            .. Enumerable
                .Range(0, rangeCount)
                .Select(number => new PartitionRange(this, number, (key * RangesMax) + number)),
        ];
        Columns = new ContainerColumns(definition);
    }

    /// <summary>Enough to test routing with; each range is a table.</summary>
    public const int RangesMax = 64;

    public StoredDatabase Database { get; }

    public int Key { get; }

    public int RangeCount { get; }

    public ContainerDefinition Definition { get; }

    public string ResourceId { get; }

    public IReadOnlyList<PartitionRange> Ranges { get; }

    public ContainerColumns Columns { get; }

    public PartitionRange FindRange(in Scalar partitionKey) =>
        Ranges[
            RangeCount == 1
                ? 0
                : PartitionRange.NumberContaining(EffectivePartitionKey.Compute(partitionKey), RangeCount)
        ];
}

/// <summary>A database: a name around containers.</summary>
internal sealed record StoredDatabase(int Key, string Name)
{
    public string ResourceId { get; } = ResourceIds.ForDatabase(Key);
}
