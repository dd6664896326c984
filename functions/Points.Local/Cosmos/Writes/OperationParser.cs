using Points.Local.Cosmos.Documents;
using Points.Local.Cosmos.Storage;

namespace Points.Local.Cosmos.Writes;

/// <summary>Turns an operation's raw parts into an operation, refusing what needs no look at the store.</summary>
internal static class OperationParser
{
    /// <summary>Cosmos's sub-status for a document whose key is not the one that the request names.</summary>
    private const int PartitionKeyMismatch = 1001;

    /// <param name="kind">What is to be done.</param>
    /// <param name="id">The id from the address; empty when only the document says it.</param>
    /// <param name="body">The document, the patch, or nothing.</param>
    /// <param name="container">The container whose rules apply.</param>
    /// <param name="key">The partition key that the request names.</param>
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
                var document = container.Definition.Scan.Read(body);
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
                    $"The batch operation {(int)kind} is not served on one machine."
                );
        }
    }
}
