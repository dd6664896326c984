using System.Security.Cryptography;
using Azure.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Points.Functions.Tests.Archive;

/// <summary>
/// Creates tokens that Azurite accepts: it checks lifetime, issuer and audience, but no signature.
/// </summary>
internal sealed class AzuriteTokenCredential(
    string issuer = "https://sts.windows.net/00000000-0000-0000-0000-000000000000/"
) : TokenCredential
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var token = new JsonWebTokenHandler().CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = "https://storage.azure.com",
                IssuedAt = now.UtcDateTime,
                NotBefore = now.AddMinutes(-1).UtcDateTime,
                Expires = now.Add(Lifetime).UtcDateTime,
                SigningCredentials = new(
                    new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)),
                    SecurityAlgorithms.HmacSha256
                ),
            }
        );
        return new(token, now.Add(Lifetime));
    }

    public override ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext,
        CancellationToken cancellationToken
    ) => new(GetToken(requestContext, cancellationToken));
}
