using Points.Domain.Programmes;
using Points.Functions.Settings;

namespace Points.Functions.Notifying;

/// <summary>What takes messages for telephones, by channel.</summary>
/// <param name="Sms">Null where there is none.</param>
/// <param name="Push">Null where there is none.</param>
public sealed record Gateways(Gateway? Sms, Gateway? Push)
{
    /// <summary>As the settings say: a channel without a URL has none.</summary>
    public static Gateways Of(NoticesOptions options) => new(GatewayOf(options.Sms), GatewayOf(options.Push));

    public Gateway? Of(NoticeChannel channel) => channel switch
    {
        NoticeChannel.Sms => Sms,
        NoticeChannel.Push => Push,
    };

    private static Gateway? GatewayOf(GatewayOptions options) => options.Url is { } url ? new(url, new(options.SigningKey!)) : null;
}

/// <param name="Url">Where notices are posted to; null where it only says what came of them.</param>
/// <param name="Key">Shared with the gateway: it signs what either says to the other.</param>
public sealed record Gateway(Uri? Url, GatewayKey Key);
