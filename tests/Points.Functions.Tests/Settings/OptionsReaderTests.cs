using Microsoft.Extensions.Configuration;
using Points.Functions.Notifying;
using Points.Functions.Settings;

namespace Points.Functions.Tests.Settings;

/// <summary>Which app settings are valid, and how invalid ones are reported.</summary>
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
    public void A_missing_setting_is_reported_under_its_environment_name() =>
        Assert.Equal(
            "the app setting Cosmos__AccountEndpoint is missing",
            ErrorOf(() => With().ReadOptions<CosmosOptions>(CosmosOptions.Section))
        );

    [Fact]
    public void All_invalid_settings_are_reported_at_once() =>
        Assert.Equal(
            "the app setting Auth__Authority must begin with https://; the app setting Auth__Audience is missing",
            ErrorOf(() =>
                With(("Auth:Authority", "http://login.example/")).ReadOptions<AuthOptions>(AuthOptions.Section)
            )
        );

    [Fact]
    public void The_address_of_a_gateway_must_use_HTTPS() =>
        Assert.Equal(
            "the app setting Notices__Push__Url must begin with https://",
            ErrorOf(() =>
                With(("Notices:Push:Url", "http://push.example/"), ("Notices:Push:SigningKey", "k"))
                    .ReadOptions<NoticesOptions>(NoticesOptions.Section)
            )
        );

    [Fact]
    public void Without_a_url_there_is_no_gateway() =>
        Assert.Equal((null, null, 0), ReadGateways(("Notices:Sms:Url", "")));

    [Fact]
    public void With_url_and_key_there_is_a_gateway() =>
        Assert.Equal(
            ("https://sms.example/", null, 0),
            ReadGateways(("Notices:Sms:Url", "https://sms.example/"), ("Notices:Sms:SigningKey", "k"))
        );

    [Theory]
    [InlineData("")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/sms-gateway-key)")]
    public void With_a_url_and_no_key_the_gateway_is_not_set_up_and_the_missing_key_is_reported(string key) =>
        Assert.Equal(
            (null, null, 1),
            ReadGateways(("Notices:Sms:Url", "https://sms.example/"), ("Notices:Sms:SigningKey", key))
        );

    private static (string? Sms, string? Push, int WithoutKey) ReadGateways(
        params (string Name, string Value)[] settings
    )
    {
        var gateways = Gateways.For(With(settings).ReadOptions<NoticesOptions>(NoticesOptions.Section));
        return (gateways.Sms?.Url?.ToString(), gateways.Push?.Url?.ToString(), gateways.ChannelsWithoutKey.Count);
    }

    private static IConfiguration With(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(it => KeyValuePair.Create(it.Name, (string?)it.Value)))
            .Build();

    private static string ErrorOf(Action read) => Assert.Throws<InvalidOperationException>(read).Message;
}
