using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Points.Functions.Access;

namespace Points.Local.Tokens;

/// <summary>Creates tokens for anyone on this machine, in place of an identity provider.</summary>
internal sealed class LocalTokens(SymmetricSecurityKey key, TimeProvider clock)
{
    private const string Issuer = "http://127.0.0.1/points-local",
        Audience = "points";
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials _credentials = new(key, SecurityAlgorithms.HmacSha256);

    public TokenValidationParameters ValidationParameters => TokenTrust.SharedKey(Issuer, Audience, key);

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
        return _handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                IssuedAt = now,
                NotBefore = now,
                Expires = now + Lifetime,
                Claims = claims,
                SigningCredentials = _credentials,
            }
        );
    }
}
