namespace Points.Local.Tokens;

/// <summary>The caller that a token identifies.</summary>
internal sealed record TokenRequest(string Subject, string[] Roles, string? MerchantId = null);
