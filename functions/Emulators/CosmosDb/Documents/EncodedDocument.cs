namespace Emulators.CosmosDb.Documents;

/// <summary>
/// A document ready to be stored. The values that the store searches by are read out of it. System properties that a
/// client sent back, such as <c>_etag</c> and <c>_ts</c>, are removed, because the store sets them.
/// </summary>
/// <param name="Id">The document's id, unique in its partition.</param>
/// <param name="PartitionKey">The value at the container's partition key path.</param>
/// <param name="TimeToLive">
/// The document's own time to live in seconds; -1 if it never expires, null if the container's value applies.
/// </param>
/// <param name="IndexedValues">The values at the container's indexed paths, in the container's order.</param>
/// <param name="Body">The JSON object, from its first brace to its last.</param>
internal sealed record EncodedDocument(
    string Id,
    Scalar PartitionKey,
    int? TimeToLive,
    Scalar[] IndexedValues,
    ReadOnlyMemory<byte> Body
)
{
    /// <summary>The limit of Cosmos. Larger documents are refused with 413.</summary>
    public const int BodyBytesMax = 2 * 1024 * 1024;

    /// <summary>The limit of Cosmos on the length of an id.</summary>
    public const int IdBytesMax = 1023;
}
