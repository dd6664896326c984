using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Storage;

/// <summary>A container in the store: its definition, its resource id and its physical ranges.</summary>
internal sealed class StoredContainer
{
    /// <summary>The most physical ranges of a container. Each is a table. This is enough to test routing.</summary>
    public const int RangesMax = 64;

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
                .Select(number => new PartitionRange(this, number, Ordinal: (key * RangesMax) + number)),
        ];
        Columns = new ContainerColumns(definition);
    }

    public StoredDatabase Database { get; }

    public int Key { get; }

    public int RangeCount { get; }

    public ContainerDefinition Definition { get; }

    public string ResourceId { get; }

    public IReadOnlyList<PartitionRange> Ranges { get; }

    /// <summary>Whether the container was deleted, with its tables.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>The only range. Throws if the container has more.</summary>
    public PartitionRange OnlyRange => Ranges.Single();

    public ContainerColumns Columns { get; }

    /// <summary>The range that holds the documents of a partition.</summary>
    public PartitionRange FindRange(in Scalar partitionKey) =>
        Ranges[
            RangeCount == 1
                ? 0
                : PartitionRange.NumberContaining(EffectivePartitionKey.Compute(partitionKey), RangeCount)
        ];
}
