namespace Points.Local.Tokens;

/// <summary>The caller that a token identifies.</summary>
/// <param name="Audience">Null for a token over HTTP.</param>
internal sealed record TokenRequest(string Subject, string[] Roles, string? MerchantId = null, string? Audience = null)
{
    /// <summary>The application whose token it is; null if the token does not say.</summary>
    public string? Client { get; init; }
}
