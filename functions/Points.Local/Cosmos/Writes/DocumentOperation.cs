using Points.Local.Cosmos.Documents;

namespace Points.Local.Cosmos.Writes;

/// <summary>The numbers are the protocol's own, as batches carry them.</summary>
internal enum OperationKind
{
    Create = 0,
    Patch = 1,
    Read = 2,
    Delete = 4,
    Replace = 5,
    Upsert = 20,
}

/// <summary>One operation on one document, parsed and checked as far as it can be without looking at the store.</summary>
internal sealed record DocumentOperation(OperationKind Kind, string Id)
{
    /// <summary>What to store; null for reads, deletes and patches.</summary>
    public StoredDocument? Document { get; init; }

    public Patch? Patch { get; init; }

    /// <summary>The etag that the stored version must have.</summary>
    public string? IfMatch { get; init; }

    /// <summary>The etag of the version that a reader already has.</summary>
    public string? IfNoneMatch { get; init; }

    /// <summary>Whether the answer carries the document.</summary>
    public bool ReturnsBody { get; init; }
}

/// <summary>What became of an operation: an HTTP status, and the version it left or found.</summary>
internal readonly record struct OperationResult(
    int Status,
    long SequenceNumber = 0,
    byte[]? Body = null,
    int SubStatus = 0,
    string? Message = null
)
{
    /// <summary>For the operations of a batch that failed because of another.</summary>
    public const int FailedDependency = 424;

    public bool Succeeded => Status is >= 200 and < 300 or 304;
}
