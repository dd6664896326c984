using Emulators.CosmosDb.Documents;
using Emulators.Sqlite;

namespace Emulators.CosmosDb.Storage;

/// <summary>
/// Reads documents from the rows of queries and change feeds. All of them begin with the same columns.
/// </summary>
internal static class DocumentRows
{
    public const string Columns = "lsn, ts, body, pk, id";

    /// <summary>The number of these columns. A query's other columns come after them.</summary>
    public const int Count = 5;

    // The place of each column in Columns.
    private const int Sequence = 0;
    private const int Seconds = 1;
    private const int Body = 2;
    private const int PartitionKey = 3;
    private const int Id = 4;

    public static long ReadSequence(this SqlStatement row) => row.GetInt64(Sequence);

    public static string ReadId(this SqlStatement row) => row.GetText(Id);

    /// <summary>When the version was written, in seconds since 1970.</summary>
    public static long ReadSeconds(this SqlStatement row) => row.GetInt64(Seconds);

    /// <summary>The stored body, valid until the statement steps or resets.</summary>
    public static ReadOnlySpan<byte> ReadBody(this SqlStatement row) => row.GetBlob(Body);

    public static Scalar ReadPartitionKey(this SqlStatement row) => row.ReadScalar(PartitionKey);

    public static string ReadResourceId(this SqlStatement row, StoredContainer container) =>
        ResourceIds.ForDocument(container, row.ReadPartitionKey(), row.ReadId());

    /// <summary>The document as clients see it, with its system properties.</summary>
    public static byte[] ReadDocument(this SqlStatement row, string resourceId, bool inFeed = false) =>
        SystemProperties.AddTo(row.ReadBody(), resourceId, row.ReadSequence(), row.ReadSeconds(), inFeed);
}
