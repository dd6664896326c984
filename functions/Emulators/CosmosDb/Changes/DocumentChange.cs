using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Storage;

namespace Emulators.CosmosDb.Changes;

/// <summary>A new version of a document, or its removal.</summary>
/// <param name="range">The physical range of the document.</param>
/// <param name="partitionKey">The document's partition.</param>
/// <param name="id">The document's id.</param>
/// <param name="sequence">The sequence number of the change.</param>
/// <param name="seconds">When it was made, in seconds since 1970.</param>
/// <param name="version">The new version; null if the document was removed.</param>
internal sealed class DocumentChange(
    PartitionRange range,
    Scalar partitionKey,
    string id,
    long sequence,
    long seconds,
    EncodedDocument? version
)
{
    /// <summary>About what a change takes in memory besides the document's bytes, mostly its indexed values.</summary>
    private const int OverheadBytes = 1_000;

    public PartitionRange Range => range;

    public Scalar PartitionKey => partitionKey;

    public string Id => id;

    public long Sequence => sequence;

    public long Seconds => seconds;

    public EncodedDocument? Version => version;

    public DocumentKey Key => new(range.Ordinal, partitionKey, id);

    /// <summary>When the version expires, in seconds since 1970; null if it never does.</summary>
    public long? Expiry { get; } =
        version is null ? null : range.Container.Definition.ExpiresAt(version.TimeToLive, seconds);

    /// <summary>
    /// Whether a later change of the same document is known, so that this one need not reach the tables.
    /// </summary>
    public bool IsSuperseded { get; set; }

    /// <summary>About how much memory the change takes.</summary>
    public int Bytes => OverheadBytes + (version?.Body.Length ?? 0);

    /// <summary>Whether the document can be read at a time, in seconds since 1970.</summary>
    public bool ExistsAt(long now) => version is not null && (Expiry is not { } expiry || expiry > now);

    /// <summary>The document as clients see it, with its system properties.</summary>
    public byte[] Read() => Read(inFeed: false);

    /// <summary>The document as readers of a change feed see it.</summary>
    public byte[] ReadInFeed() => Read(inFeed: true);

    private byte[] Read(bool inFeed) =>
        SystemProperties.AddTo(
            version!.Body.Span,
            ResourceIds.ForDocument(range.Container, partitionKey, id),
            sequence,
            seconds,
            inFeed
        );
}
