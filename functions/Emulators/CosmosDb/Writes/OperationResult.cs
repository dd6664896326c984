namespace Emulators.CosmosDb.Writes;

/// <summary>The result of an operation.</summary>
/// <param name="Status">An HTTP status.</param>
/// <param name="SequenceNumber">The version that the operation wrote or read; 0 when there is none.</param>
/// <param name="Body">The document, when the request asked for it.</param>
/// <param name="SubStatus">The sub-status of Cosmos; 0 for none.</param>
/// <param name="Message">Why the operation was refused.</param>
internal readonly record struct OperationResult(
    int Status,
    long SequenceNumber = 0,
    byte[]? Body = null,
    int SubStatus = 0,
    string? Message = null
)
{
    /// <summary>
    /// The status of operations that were not carried out because another operation of their batch failed.
    /// </summary>
    public const int FailedDependency = 424;

    public bool Succeeded => Status is >= 200 and < 300 or 304;
}
