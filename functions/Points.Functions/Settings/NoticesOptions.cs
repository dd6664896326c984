namespace Points.Functions.Settings;

/// <summary>What takes messages for telephones, by channel.</summary>
public sealed class NoticesOptions
{
    public const string Section = "Notices";

    public GatewayOptions Sms { get; init; } = new();

    public GatewayOptions Push { get; init; } = new();
}

/// <summary>A gateway; one without a URL is none.</summary>
public sealed class GatewayOptions
{
    /// <summary>Where notices are posted to.</summary>
    [HttpsOnly]
    public Uri? Url { get; init; }

    /// <summary>The text that both sides share and sign with. A secret: in Azure the setting refers to a Key Vault.</summary>
    public string? SigningKey { get; init; }
}
