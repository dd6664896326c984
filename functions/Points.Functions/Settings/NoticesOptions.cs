namespace Points.Functions.Settings;

/// <summary>The gateways that deliver notices to phones, one for each channel.</summary>
public sealed class NoticesOptions
{
    public const string Section = "Notices";

    public GatewayOptions Sms { get; init; } = new();

    public GatewayOptions Push { get; init; } = new();
}

/// <summary>A gateway. Without a URL the channel has no gateway.</summary>
public sealed class GatewayOptions
{
    /// <summary>The address that notices are posted to.</summary>
    [HttpsOnly]
    public Uri? Url { get; init; }

    /// <summary>The secret with which both sides sign. In Azure the setting refers to a Key Vault secret.</summary>
    public string? SigningKey { get; init; }
}
