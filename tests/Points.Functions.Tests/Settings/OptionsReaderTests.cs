using Microsoft.Extensions.Configuration;
using Points.Functions.Notifying;
using Points.Functions.Settings;

namespace Points.Functions.Tests.Settings;

/// <summary>What the app settings may be, and what is said of those that may not.</summary>
public sealed class OptionsReaderTests
{
    [Fact]
    public void A_setting_is_read_by_section_and_name_in_any_case() =>
        Assert.Equal(
            new Uri("https://account.documents.azure.com:443/"),
            With(("Cosmos:accountEndpoint", "https://account.documents.azure.com:443/"))
                .ReadOptions<CosmosOptions>(CosmosOptions.Section)
                .AccountEndpoint
        );

    [Fact]
    public void A_missing_setting_is_named_as_one_writes_it() =>
        Assert.Equal(
            "the app setting Cosmos__AccountEndpoint is missing",
            FaultOf(() => With().ReadOptions<CosmosOptions>(CosmosOptions.Section))
        );

    [Fact]
    public void All_faults_are_told_at_once() =>
        Assert.Equal(
            "the app setting Auth__Authority must begin with https://; the app setting Auth__Audience is missing",
            FaultOf(() =>
                With(("Auth:Authority", "http://login.example/")).ReadOptions<AuthOptions>(AuthOptions.Section)
            )
        );

    [Fact]
    public void A_gateway_needs_encryption() =>
        Assert.Equal(
            "the app setting Notices__Push__Url must begin with https://",
            FaultOf(() =>
                With(("Notices:Push:Url", "http://push.example/"), ("Notices:Push:SigningKey", "k"))
                    .ReadOptions<NoticesOptions>(NoticesOptions.Section)
            )
        );

    [Fact]
    public void A_gateway_without_a_url_is_none() => Assert.Equal((null, null, 0), Of(("Notices:Sms:Url", "")));

    [Fact]
    public void A_gateway_with_url_and_key_is_one() =>
        Assert.Equal(
            ("https://sms.example/", null, 0),
            Of(("Notices:Sms:Url", "https://sms.example/"), ("Notices:Sms:SigningKey", "k"))
        );

    [Theory]
    [InlineData("")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/sms-gateway-key)")]
    public void A_gateway_whose_key_is_missing_is_not_set_up_and_that_is_known(string key) =>
        Assert.Equal((null, null, 1), Of(("Notices:Sms:Url", "https://sms.example/"), ("Notices:Sms:SigningKey", key)));

    private static (string? Sms, string? Push, int WithoutKey) Of(params (string Name, string Value)[] settings)
    {
        var gateways = Gateways.For(With(settings).ReadOptions<NoticesOptions>(NoticesOptions.Section));
        return (gateways.Sms?.Url?.ToString(), gateways.Push?.Url?.ToString(), gateways.ChannelsWithoutKey.Count);
    }

    private static IConfiguration With(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(it => KeyValuePair.Create(it.Name, (string?)it.Value)))
            .Build();

    private static string FaultOf(Action read) => Assert.Throws<InvalidOperationException>(read).Message;
}
