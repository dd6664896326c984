namespace Points.Client;

/// <content>What the headers of an answer say.</content>
public partial class PointsResponse
{
    /// <summary>
    /// Whether this is the first answer to an earlier request with the same key: nothing was done again.
    /// </summary>
    public bool IsReplay => Headers.ContainsKey("Idempotent-Replayed");

    /// <summary>The version that the answer shows, for the If-Match of a later write; null if it has none.</summary>
    public string? ETag => Headers.TryGetValue("ETag", out var tags) ? tags.FirstOrDefault() : null;
}
