using Points.Domain.Programmes;
using Points.Functions.Settings;

namespace Points.Functions.Notifying;

/// <summary>The gateways that send notices to telephones, by channel.</summary>
/// <param name="Sms">Null if the channel has no gateway.</param>
/// <param name="Push">Null if the channel has no gateway.</param>
public sealed record Gateways(Gateway? Sms, Gateway? Push)
{
    /// <summary>
    /// The channels whose gateway has a URL but no key. They count as not set up, so notices wait for them. A call
    /// with a wrong key would fail instead, and after enough failures a member counts as notified (law L2).
    /// </summary>
    public IReadOnlyList<string> ChannelsWithoutKey { get; private init; } = [];

    /// <summary>Reads the gateways from the settings.</summary>
    public static Gateways For(NoticesOptions options)
    {
        (string Channel, GatewayOptions Options)[] all =
        [
            (nameof(options.Sms), options.Sms),
            (nameof(options.Push), options.Push),
        ];
        return new(For(options.Sms), For(options.Push))
        {
            ChannelsWithoutKey =
            [
                .. from it in all where it.Options.Url is not null && !HasKey(it.Options) select it.Channel,
            ],
        };
    }

    public Gateway? For(NoticeChannel channel) =>
        channel switch
        {
            NoticeChannel.Sms => Sms,
            NoticeChannel.Push => Push,
        };

    private static Gateway? For(GatewayOptions options) =>
        options.Url is { } url && HasKey(options) ? new(url, new(options.SigningKey!)) : null;

    private static bool HasKey(GatewayOptions options) =>
        options.SigningKey is { Length: > 0 } key && !VaultReference.IsUnfollowed(key);
}

/// <param name="Url">The address that notices are posted to; null for a gateway that only sends receipts.</param>
/// <param name="Key">The key that both sides sign with.</param>
public sealed record Gateway(Uri? Url, GatewayKey Key);
