using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Storage;

/// <summary>
/// A physical range of a container: a part of the hash ring with its own table. The table's rowid is the sequence
/// number of the change feed. So a document moves to the end of the table whenever it changes, and the feed is the
/// table in order.
/// </summary>
/// <param name="Container">The container of this range.</param>
/// <param name="Number">The range's place among the container's ranges, and its id in the protocol.</param>
/// <param name="Ordinal">A number that is unique in the store. Connections find their statements by it.</param>
internal sealed record PartitionRange(StoredContainer Container, int Number, int Ordinal)
{
    /// <summary>Bits of a place on the ring: the two highest of the 128 bits of a hash are cleared.</summary>
    private const int RingBits = 126;

    public string Table { get; } = $"documents_{Container.Key}_{Number}";

    /// <summary>The lower bound, as the protocol writes it. The first range begins with the empty string.</summary>
    public string MinInclusive =>
        Number == 0 ? "" : EffectivePartitionKey.Format(LowerBound(Number, Container.RangeCount));

    /// <summary>The upper bound, as the protocol writes it. The last range ends with FF.</summary>
    public string MaxExclusive =>
        Number == Container.RangeCount - 1
            ? "FF"
            : EffectivePartitionKey.Format(LowerBound(Number + 1, Container.RangeCount));

    /// <summary>The number of the range that contains a place, when the ring is divided into equal ranges.</summary>
    public static int NumberContaining(UInt128 place, int ranges)
    {
        var number = 0;
        while (number + 1 < ranges && place >= LowerBound(number + 1, ranges))
            number++;
        return number;
    }

    private static UInt128 LowerBound(int number, int ranges) =>
        (UInt128.One << RingBits) / (UInt128)ranges * (UInt128)number;
}
