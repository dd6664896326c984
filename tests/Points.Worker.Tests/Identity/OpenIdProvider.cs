using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Points.Worker.Tests.Hosting;

namespace Points.Worker.Tests.Identity;

/// <summary>An identity provider: publishes its issuer and its key over HTTPS, and signs the tests' tokens.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    private const string Audience = "points";

    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "key-1" };
    private readonly WebApplication _server;

    private OpenIdProvider(X509Certificate2 certificate)
    {
        _server = LoopbackServer.CreateBuilder(HttpProtocols.Http1, certificate).Build();
        _server.MapGet(
            "/.well-known/openid-configuration",
            () => Results.Json(new { issuer = Issuer, jwks_uri = Issuer + "/keys" })
        );
        _server.MapGet("/keys", () => Results.Json(new { keys = new[] { PublicKey } }));
    }

    /// <summary>The settings by which the app trusts this provider.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Auth__Authority"] = Issuer,
            ["Auth__Audience"] = Audience,
        };

    private string Issuer => _server.Urls.Single();

    private object PublicKey
    {
        get
        {
            var key = _key.Rsa.ExportParameters(includePrivateParameters: false);
            return new
            {
                kty = "RSA",
                kid = _key.KeyId,
                use = "sig",
                n = Base64UrlEncoder.Encode(key.Modulus),
                e = Base64UrlEncoder.Encode(key.Exponent),
            };
        }
    }

    public static async Task<OpenIdProvider> Start(X509Certificate2 certificate, CancellationToken ct)
    {
        var provider = new OpenIdProvider(certificate);
        await provider._server.StartAsync(ct);
        return provider;
    }

    public string CreateToken(string subject, string role) =>
        new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                SigningCredentials = new(_key, SecurityAlgorithms.RsaSha256),
                Claims = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["sub"] = subject,
                    ["roles"] = new[] { role },
                },
            }
        );

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _key.Rsa.Dispose();
    }
}
