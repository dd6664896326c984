using Microsoft.Extensions.Configuration;
using Points.Functions.Settings;

namespace Points.Functions.Tests.Settings;

/// <summary>What the app settings may be, and what is said of those that may not.</summary>
public sealed class OptionsReadingTests
{
    [Fact]
    public void A_setting_is_read_by_section_and_name_in_any_case() => Assert.Equal(
        new Uri("https://account.documents.azure.com:443/"),
        With(("Cosmos:accountEndpoint", "https://account.documents.azure.com:443/")).Options<CosmosOptions>(CosmosOptions.Section).AccountEndpoint);

    [Fact]
    public void A_missing_setting_is_named_as_one_writes_it() => Assert.Equal(
        "the app setting Cosmos__AccountEndpoint is missing", FaultOf(() => With().Options<CosmosOptions>(CosmosOptions.Section)));

    [Fact]
    public void All_faults_are_told_at_once() => Assert.Equal(
        "the app setting Auth__Authority must begin with https://; the app setting Auth__Audience is missing",
        FaultOf(() => With(("Auth:Authority", "http://login.example/")).Options<AuthOptions>(AuthOptions.Section)));

    [Fact]
    public void A_gateway_without_a_url_is_none_and_needs_no_key()
    {
        var notices = With(("Notices:Sms:Url", "")).Options<NoticesOptions>(NoticesOptions.Section);
        Assert.Equal((null, null), (notices.Sms.Url, notices.Push.Url));
    }

    [Fact]
    public void A_gateway_needs_a_key_and_encryption()
    {
        Assert.Equal("the app setting Notices__Sms__SigningKey is missing", FaultOf(() => With(("Notices:Sms:Url", "https://sms.example/")).Options<NoticesOptions>(NoticesOptions.Section)));
        Assert.Equal(
            "the app setting Notices__Push__Url must begin with https://",
            FaultOf(() => With(("Notices:Push:Url", "http://push.example/"), ("Notices:Push:SigningKey", "k")).Options<NoticesOptions>(NoticesOptions.Section)));
    }

    [Fact]
    public void A_reference_to_a_vault_that_was_not_followed_is_no_key() => Assert.Equal(
        "the app setting Notices__Sms__SigningKey must be a secret: the reference to the Key Vault was not followed",
        FaultOf(() => With(("Notices:Sms:Url", "https://sms.example/"), ("Notices:Sms:SigningKey", "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/sms-gateway-key)"))
            .Options<NoticesOptions>(NoticesOptions.Section)));

    private static IConfiguration With(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(it => KeyValuePair.Create(it.Name, (string?)it.Value))).Build();

    private static string FaultOf(Action read) => Assert.Throws<InvalidOperationException>(read).Message;
}
