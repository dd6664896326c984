using Microsoft.Extensions.Configuration;
using Points.Functions.Settings;

namespace Points.Functions.Tests.Settings;

/// <summary>The app does not start without its keys, and says why in one sentence that shows no key.</summary>
public sealed class KeysOptionsTests
{
    private static readonly string One = Convert.ToBase64String(new byte[32]),
        Other = Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)]);

    [Fact]
    public void Keys_of_32_bytes_are_read_in_their_order()
    {
        var keys = Read($"{Other},{One}", One).ToSecretKeys();

        Assert.Equal((2, 1), (keys.Signing.All.Length, keys.Integrity.All.Length));
        Assert.Equal(Other, Convert.ToBase64String(keys.Signing.Current.Bytes));
    }

    [Theory]
    [InlineData("", "is missing")]
    [InlineData("c2hvcnQ=", "must be 1 to 16 different keys, each of 32 bytes in base64")]
    [InlineData(
        "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/receipt-signing-keys)",
        "must be a secret that Azure can read from the key vault"
    )]
    public void A_missing_or_malformed_key_is_named_and_not_shown(string value, string fault) =>
        Assert.Equal(
            $"the app setting Keys__Signing {fault}",
            Assert.Throws<InvalidOperationException>(() => Read(value, One)).Message
        );

    private static KeysOptions Read(string signing, string integrity) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection([new("Keys:Signing", signing), new("Keys:Integrity", integrity)])
            .Build()
            .ReadOptions<KeysOptions>(KeysOptions.Section);
}
