using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Storage;

namespace Emulators.CosmosDb.Writes;

/// <summary>Parses operations, and refuses those that are wrong whatever the store contains.</summary>
internal static class OperationParser
{
    /// <summary>The sub-status when the document's partition key differs from the one in the request.</summary>
    private const int PartitionKeyMismatch = 1001;

    /// <param name="kind">What to do.</param>
    /// <param name="id">The id in the request's path; empty when only the document contains it.</param>
    /// <param name="body">The document or the patch; empty for reads and deletes.</param>
    /// <param name="container">The container of the document.</param>
    /// <param name="key">The partition key in the request.</param>
    /// <exception cref="RequestRefusedException">The operation is malformed or not supported.</exception>
    public static DocumentOperation Parse(
        OperationKind kind,
        string? id,
        ReadOnlyMemory<byte> body,
        StoredContainer container,
        in Scalar key
    )
    {
        switch (kind)
        {
            case OperationKind.Create or OperationKind.Upsert or OperationKind.Replace:
                var document = container.Definition.Reader.Read(body);
                return document.PartitionKey != key
                        ? throw new RequestRefusedException(
                            400,
                            "PartitionKey extracted from document doesn't match the one specified in the header.",
                            PartitionKeyMismatch
                        )
                    : kind == OperationKind.Replace && !document.Id.Equals(id, StringComparison.Ordinal)
                        ? throw new RequestRefusedException(
                            400,
                            "The id of the document differs from the id of the request."
                        )
                    : new DocumentOperation(kind, document.Id) { Document = document };
            case OperationKind.Patch:
                return new DocumentOperation(kind, id ?? "") { Patch = Patch.Parse(body.Span) };
            case OperationKind.Read or OperationKind.Delete:
                return new DocumentOperation(kind, id ?? "");
            default:
                throw new RequestRefusedException(
                    400,
                    $"The batch operation {(int)kind} is not supported by the emulator."
                );
        }
    }
}
