using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Tokens;
using Points.Functions.Access;
using Points.Functions.Settings;

namespace Points.Functions.Tests.Access;

/// <summary>Tokens of an identity provider that publishes its issuer and keys, as in the cloud.</summary>
public sealed class OpenIdConnectTests : IAsyncLifetime
{
    private const string Audience = "points";
    private static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = "key-1" };
    private readonly WebApplication _provider = WebApplication.CreateSlimBuilder().Build();
    private bool _down;

    private Uri Authority => new(_provider.Urls.Single());

    public async ValueTask InitializeAsync()
    {
        _provider.Urls.Add("http://127.0.0.1:0");
        _provider.MapGet(
            "/.well-known/openid-configuration",
            () =>
                _down
                    ? Results.StatusCode(503)
                    : Results.Json(new { issuer = Authority.ToString(), jwks_uri = new Uri(Authority, "keys") })
        );
        _provider.MapGet(
            "/keys",
            () =>
            {
                var key = Key.Rsa.ExportParameters(includePrivateParameters: false);
                return Results.Json(
                    new
                    {
                        keys = new[]
                        {
                            new
                            {
                                kty = "RSA",
                                kid = Key.KeyId,
                                use = "sig",
                                n = Base64UrlEncoder.Encode(key.Modulus),
                                e = Base64UrlEncoder.Encode(key.Exponent),
                            },
                        },
                    }
                );
            }
        );
        await _provider.StartAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Fact]
    public async Task A_token_is_valid_only_if_it_is_signed_with_a_published_key()
    {
        var authenticator = Authenticator();

        Assert.Equal("ops", (await authenticator.Authenticate(Bearer(Key), Now, TokenUse.Http)).Caller!.Subject);
        var otherKey = new RsaSecurityKey(RSA.Create(2048)) { KeyId = Key.KeyId };
        Assert.Null((await authenticator.Authenticate(Bearer(otherKey), Now, TokenUse.Http)).Caller);
        Assert.Null(
            (
                await authenticator.Authenticate(Bearer(Key, issuer: "https://elsewhere.example/"), Now, TokenUse.Http)
            ).Caller
        );
        Assert.Null(
            (await authenticator.Authenticate(Bearer(Key, audience: "another-app"), Now, TokenUse.Http)).Caller
        );
    }

    [Fact]
    public async Task A_token_signed_with_the_public_key_as_a_shared_secret_is_refused()
    {
        var publicKey = new SymmetricSecurityKey(Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = "key-1" };

        Assert.Equal(
            TokenFault.WrongSignature,
            (
                await Authenticator()
                    .Authenticate(Bearer(publicKey, algorithm: SecurityAlgorithms.HmacSha256), Now, TokenUse.Http)
            ).Fault
        );
    }

    [Fact]
    public async Task When_the_provider_is_down_Then_an_exception_says_so_and_no_token_counts_as_invalid()
    {
        _down = true;

        await Assert.ThrowsAsync<IdentityProviderUnavailableException>(async () =>
            await Authenticator().Authenticate(Bearer(Key), Now, TokenUse.Http)
        );
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private TokenAuthenticator Authenticator() =>
        new(
            TokenTrust.OpenIdConnect(
                new AuthOptions { Authority = Authority, Audience = Audience },
                new HttpDocumentRetriever { RequireHttps = false }
            )
        );

    private string Bearer(
        SecurityKey key,
        string? issuer = null,
        string audience = Audience,
        string algorithm = SecurityAlgorithms.RsaSha256
    ) =>
        "Bearer "
        + new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer ?? Authority.ToString(),
                Audience = audience,
                SigningCredentials = new(key, algorithm),
                Claims = new Dictionary<string, object> { ["sub"] = "ops", ["roles"] = new[] { "operator" } },
            }
        );
}
