namespace Points.Scale.Charging;

/// <summary>
/// Request units as Microsoft documents them in "Understand request units consumption in Azure Cosmos DB" of
/// 21 April 2026 (articles/cosmos-db/understand-request-unit-consumption.md in MicrosoftDocs/azure-databases-docs).
/// The article calls its values illustrative.
/// </summary>
internal static class RequestUnits
{
    /// <summary>For each indexed term that a write adds or removes.</summary>
    public const double Term = 0.2;

    /// <summary>
    /// The account's consistency is bounded staleness (<c>infra/modules/cosmos.bicep</c>), with which every read costs
    /// twice as much.
    /// </summary>
    public const double ReadFactor = 2;

    /// <summary>
    /// For a query that finds nothing. Assumed: no document says it; small queries are seen at 2.3 to 3 request units.
    /// </summary>
    private const double QueryBase = 2.3;

    /// <summary>Sizes in kilobytes, with the request units of a point read and of a write without an index.</summary>
    private static readonly (double Kilobytes, double Read, double Write)[] BySize =
    [
        (1, 1.00, 4.95),
        (2, 1.04, 6.29),
        (4, 1.14, 6.67),
        (8, 1.33, 7.04),
        (16, 1.67, 9.52),
        (32, 2.19, 11.23),
        (64, 4.76, 22.67),
        (128, 9.95, 48.19),
        (256, 20.28, 98.29),
        (512, 40.95, 184.57),
        (1_024, 145.90, 625.00),
        (2_048, 291.80, 1_250.00),
    ];

    /// <summary>A point read. A document that is missing costs as much as one of a kilobyte.</summary>
    public static double Read(long bytes) => ReadFactor * Interpolate(bytes, row => row.Read);

    /// <summary>A page of a feed costs as much as reading its documents one by one.</summary>
    public static double Feed(long bytes) => Read(bytes);

    public static double Create(long bytes, int terms) => Interpolate(bytes, row => row.Write) + Term * terms;

    /// <summary>A replacement deletes the old document and inserts the new one. A patch costs about as much.</summary>
    /// <param name="terms">The terms that it removes, and those that it adds.</param>
    public static double Replace(long oldBytes, long newBytes, int terms) =>
        Interpolate(oldBytes, row => row.Write) + Interpolate(newBytes, row => row.Write) + Term * terms;

    public static double Delete(long bytes, int terms) => Create(bytes, terms);

    /// <summary>One page of a query, without the documents on it.</summary>
    public static double QueryPage => ReadFactor * QueryBase;

    private static double Interpolate(long bytes, Func<(double Kilobytes, double Read, double Write), double> value)
    {
        var kilobytes = bytes / 1_024.0;
        var above = Array.FindIndex(BySize, row => row.Kilobytes >= kilobytes);
        if (above < 0)
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "a document has at most 2 MB");
        if (above == 0)
            return value(BySize[0]);
        var (low, high) = (BySize[above - 1], BySize[above]);
        var part = (kilobytes - low.Kilobytes) / (high.Kilobytes - low.Kilobytes);
        return value(low) + part * (value(high) - value(low));
    }
}
