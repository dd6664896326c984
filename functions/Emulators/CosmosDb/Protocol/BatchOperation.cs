using Emulators.CosmosDb.Writes;

namespace Emulators.CosmosDb.Protocol;

/// <summary>One operation of a batch, as the request contains it.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Id">The document's id; null when only the document contains it.</param>
/// <param name="Body">The document or the patch: a part of the request's bytes.</param>
/// <param name="IfMatch">The etag that the stored version must have; null for any.</param>
/// <param name="IfNoneMatch">The etag of the version that the reader already has; null for none.</param>
/// <param name="PrefersNoBody">Whether the result should not contain the document.</param>
internal readonly record struct BatchOperation(
    OperationKind Kind,
    string? Id,
    ReadOnlyMemory<byte> Body,
    string? IfMatch,
    string? IfNoneMatch,
    bool PrefersNoBody
);
