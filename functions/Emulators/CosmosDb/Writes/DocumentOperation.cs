using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Writes;

/// <summary>The kinds of operations. Their numbers are those of the protocol, as batches carry them.</summary>
internal enum OperationKind
{
    Create = 0,
    Patch = 1,
    Read = 2,
    Delete = 4,
    Replace = 5,
    Upsert = 20,
}

/// <summary>One operation on one document. Parsed, and checked as far as possible without reading the store.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Id">The document's id.</param>
internal sealed record DocumentOperation(OperationKind Kind, string Id)
{
    /// <summary>The document to store; null for reads, deletes and patches.</summary>
    public EncodedDocument? Document { get; init; }

    /// <summary>The patch to apply; null for other operations.</summary>
    public Patch? Patch { get; init; }

    /// <summary>The etag that the stored version must have; null for any.</summary>
    public string? IfMatch { get; init; }

    /// <summary>The etag of the version that the reader already has; null for none.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>Whether the response contains the document.</summary>
    public bool ReturnsBody { get; init; }
}
