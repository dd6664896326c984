namespace Points.Local.Cosmos.Documents;

/// <summary>
/// A document ready to be stored: what the store looks up by is read out, and the system properties a client sent back
/// (<c>_etag</c>, <c>_ts</c> and the like) are gone, because they are the store's to say.
/// </summary>
/// <param name="Id">Its id within its partition.</param>
/// <param name="PartitionKey">The value at the container's partition key path.</param>
/// <param name="TimeToLive">Its own time to live in seconds; -1 for never, null to follow the container.</param>
/// <param name="IndexedValues">The values at the container's indexed paths, in the container's order.</param>
/// <param name="Body">The JSON object, from brace to brace.</param>
internal sealed record StoredDocument(
    string Id,
    Scalar PartitionKey,
    int? TimeToLive,
    Scalar[] IndexedValues,
    ReadOnlyMemory<byte> Body
)
{
    /// <summary>Cosmos refuses larger items with 413.</summary>
    public const int BodyBytesMax = 2 * 1024 * 1024;

    /// <summary>Cosmos's bound on the length of an id.</summary>
    public const int IdBytesMax = 1023;
}
