using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Points.Functions.Settings;

namespace Points.Functions.Access;

/// <summary>Whose tokens count.</summary>
public static class TokenTrust
{
    /// <summary>An identity provider in the cloud: its issuer and keys are in its OpenID Connect metadata, which is looked at again when a key is new.</summary>
    /// <param name="documents">How its metadata is fetched: over HTTPS where nothing else is said.</param>
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

    /// <summary>One key that host and tokens share, for one machine.</summary>
    public static TokenValidationParameters SharedKey(string issuer, string audience, SymmetricSecurityKey key) =>
        new()
        {
            ValidIssuer = issuer,
            ValidAudience = audience,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKey = key,
        };
}
