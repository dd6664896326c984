namespace Points.Domain;

/// <summary>
/// A stored document is not as the app wrote it: somebody else changed it, or removed its MAC. Nothing may be decided
/// from it (decision 59).
/// </summary>
/// <param name="partition">The partition: in the container of wallets, the member's id.</param>
public sealed class AlteredDocumentException(string partition, string documentId)
    : Exception($"the document {documentId} was changed outside of Points")
{
    public string Partition => partition;

    public string DocumentId => documentId;
}
