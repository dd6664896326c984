namespace Emulators.CosmosDb.Queries;

/// <summary>The documents of one answer.</summary>
/// <param name="Documents">The documents, as clients see them.</param>
/// <param name="Continuation">The token for the next page; null when this is the last one.</param>
internal sealed record ResultPage(List<byte[]> Documents, string? Continuation)
{
    /// <summary>Documents in an answer when the request does not say how many.</summary>
    public const int DocumentsDefault = 100;

    /// <summary>The limit of Cosmos on the size of an answer, however many documents the request asks for.</summary>
    public const int BytesMax = 4 * 1024 * 1024;

    /// <summary>
    /// Documents read for one answer, so that a filter that matches few of them does not occupy a thread for long.
    /// </summary>
    public const int ScannedMax = 10_000;
}
