using System.Text.Json;
using Points.Domain.Keys;
using Points.Functions.Signing;

namespace Points.Cli.Tests.Verifying;

/// <summary>Signing keys whose seeds are one byte, repeated.</summary>
internal static class SampleKeys
{
    /// <param name="fills">The first one signs.</param>
    public static SigningKeys Of(params byte[] fills)
    {
        var keys = KeyVersions.From([.. fills.Select(fill => new SecretKey(Enumerable.Repeat(fill, 32).ToArray()))]);
        return new(new SecretKeys(keys, keys));
    }

    /// <summary>The answer of <c>GET /api/keys</c>.</summary>
    public static string ToJson(SigningKeys keys) =>
        JsonSerializer.Serialize(new KeysView([.. keys.Public.Select(KeyView.From)]), SigningJson.Default.KeysView);
}
