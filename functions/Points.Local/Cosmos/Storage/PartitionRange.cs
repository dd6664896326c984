using Points.Local.Cosmos.Documents;

namespace Points.Local.Cosmos.Storage;

/// <summary>
/// A physical range of a container: a stretch of the hash ring with a table of its own. The table's rowid is the change
/// feed's sequence number, so a document moves to the end whenever it changes, and the feed is the table in order.
/// </summary>
/// <param name="Container">The container it belongs to.</param>
/// <param name="Number">Its place among the container's ranges, and its id in the protocol.</param>
/// <param name="Ordinal">A number unique in the store, by which connections keep their statements.</param>
internal sealed record PartitionRange(StoredContainer Container, int Number, int Ordinal)
{
    /// <summary>The ring ends below 0x40 in its highest byte, because the hash's two highest bits are cleared.</summary>
    private const int RingBits = 126;

    public string Table { get; } = $"documents_{Container.Key}_{Number}";

    /// <summary>The lower bound in the protocol's notation; the first range begins with the empty string.</summary>
    public string MinInclusive =>
        Number == 0 ? "" : EffectivePartitionKey.Format(LowerBound(Number, Container.RangeCount));

    /// <summary>The upper bound in the protocol's notation; the last range ends with FF.</summary>
    public string MaxExclusive =>
        Number == Container.RangeCount - 1
            ? "FF"
            : EffectivePartitionKey.Format(LowerBound(Number + 1, Container.RangeCount));

    /// <summary>Which of <paramref name="ranges"/> equal stretches a place on the ring falls into.</summary>
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
