namespace Points.Local.Cosmos.Queries;

/// <summary>Documents of one answer, and the token that continues after them; null when there are no more.</summary>
internal sealed record QueryPage(List<byte[]> Documents, string? Continuation)
{
    /// <summary>Documents in an answer when the client names no number.</summary>
    public const int DocumentsDefault = 100;

    /// <summary>Cosmos bounds an answer's size whatever number of documents is asked for.</summary>
    public const int BytesMax = 4 * 1024 * 1024;

    /// <summary>Documents looked at for one answer: a filter that refuses most of them must not hold a thread for long.</summary>
    public const int ScannedMax = 10_000;
}
