using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Points.Functions.Settings;

namespace Points.Functions.Access;

/// <summary>Which tokens are valid: from which issuer, for which audience, signed with which key.</summary>
public static class TokenTrust
{
    /// <summary>
    /// Trusts an identity provider. Its issuer and keys come from its OpenID Connect metadata, which is refreshed.
    /// </summary>
    /// <param name="documents">Fetches the metadata; by default over HTTPS.</param>
    public static TokenValidationParameters OpenIdConnect(AuthOptions options, IDocumentRetriever? documents = null) =>
        new()
        {
            ValidAudience = options.Audience,
            ValidAlgorithms =
            [
                SecurityAlgorithms.RsaSha256,
                SecurityAlgorithms.RsaSsaPssSha256,
                SecurityAlgorithms.EcdsaSha256,
            ],
            ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                $"{options.Authority!.ToString().TrimEnd('/')}/.well-known/openid-configuration",
                new OpenIdConnectConfigurationRetriever(),
                documents ?? new HttpDocumentRetriever()
            ),
        };

    /// <summary>Trusts tokens that are signed with one shared key. For the one-machine host.</summary>
    public static TokenValidationParameters SharedKey(string issuer, string audience, SymmetricSecurityKey key) =>
        new()
        {
            ValidIssuer = issuer,
            ValidAudience = audience,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKey = key,
        };
}
