namespace Points.Client;

/// <summary>
/// Identifies all attempts of one request that moves points. An app that may end before it has the answer keeps the
/// key, and sends the request again with it after its next start: points move once.
/// </summary>
public static class IdempotencyKey
{
    /// <summary>A key that no other request has.</summary>
    public static string New() => Guid.CreateVersion7().ToString("N");
}
