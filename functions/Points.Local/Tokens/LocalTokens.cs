using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Points.Functions.Access;
using Points.Functions.Settings;

namespace Points.Local.Tokens;

/// <summary>Creates tokens for anyone on this machine, in place of an identity provider.</summary>
internal sealed class LocalTokens(SymmetricSecurityKey key, TimeProvider clock, AuthOptions options)
{
    private const string Issuer = "http://127.0.0.1/points-local",
        Audience = "points";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials _credentials = new(key, SecurityAlgorithms.HmacSha256);

    /// <summary>The settings' own audience belongs to an identity provider, which this host does not use.</summary>
    public TokenTrust Trust { get; } =
        TokenTrust.SharedKey(
            new AuthOptions
            {
                Audience = Audience,
                QueueAudience = options.QueueAudience,
                TokenMinutesMax = options.TokenMinutesMax,
            },
            Issuer,
            key
        );

    public string CreateToken(TokenRequest request)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = request.Subject,
            ["roles"] = request.Roles,
        };
        if (request.MerchantId is not null)
            claims["merchant_id"] = request.MerchantId;
        if (request.Client is not null)
            claims["azp"] = request.Client;
        return _handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = request.Audience ?? Audience,
                IssuedAt = now,
                NotBefore = now,
                Expires = now + Lifetime,
                Claims = claims,
                SigningCredentials = _credentials,
            }
        );
    }
}
