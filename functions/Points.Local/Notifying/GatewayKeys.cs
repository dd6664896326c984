using System.Security.Cryptography;
using System.Text;
using Points.Functions.Notifying;
using Points.Local.Hosting;

namespace Points.Local.Notifying;

/// <summary>
/// The keys that this machine shares with the gateways. The first run creates them as text, so that a script can sign
/// with them.
/// </summary>
internal static class GatewayKeys
{
    private const int Bytes = 32;

    public static Gateways LoadOrCreate(DataFolder folder, LocalHostOptions options) =>
        new(
            new(options.SmsGateway, LoadOrCreateKey(folder, "sms-gateway-key")),
            new(options.PushGateway, LoadOrCreateKey(folder, "push-gateway-key"))
        );

    private static GatewayKey LoadOrCreateKey(DataFolder folder, string fileName)
    {
        if (folder.Read(fileName) is { } existing)
            return existing.Length == Bytes * 2
                ? new(Encoding.ASCII.GetString(existing))
                : throw new CannotStartException(
                    $"{Path.Combine(folder.Path, fileName)} is damaged: it must hold {Bytes * 2} characters."
                );
        var created = RandomNumberGenerator.GetHexString(Bytes * 2, lowercase: true);
        folder.Write(fileName, Encoding.ASCII.GetBytes(created));
        return new(created);
    }
}
