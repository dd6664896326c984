using Points.Domain.Programmes;
using Points.Functions.Settings;

namespace Points.Functions.Notifying;

/// <summary>What takes messages for telephones, by channel.</summary>
/// <param name="Sms">Null where there is none.</param>
/// <param name="Push">Null where there is none.</param>
public sealed record Gateways(Gateway? Sms, Gateway? Push)
{
    /// <summary>Where the platform could not follow a setting's reference to a Key Vault, it leaves the reference in place of the secret.</summary>
    private const string UnfollowedReference = "@Microsoft.KeyVault(";

    /// <summary>
    /// Channels whose gateway has a URL and no key. They count as not set up: what is for them waits, where a call with a wrong
    /// key would be one of the failures after which a member counts as notified (law L2).
    /// </summary>
    public IReadOnlyList<string> ChannelsWithoutKey { get; private init; } = [];

    /// <summary>As the settings say.</summary>
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
        options.SigningKey is { Length: > 0 } key
        && !key.StartsWith(UnfollowedReference, StringComparison.OrdinalIgnoreCase);
}

/// <param name="Url">Where notices are posted to; null where it only says what came of them.</param>
/// <param name="Key">Shared with the gateway: it signs what either says to the other.</param>
public sealed record Gateway(Uri? Url, GatewayKey Key);
