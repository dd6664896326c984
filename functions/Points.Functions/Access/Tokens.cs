using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Points.Functions.Access;

/// <summary>Tells who a bearer token speaks for. Anything short of a valid token for this app speaks for nobody.</summary>
public sealed class Tokens(TokenValidationParameters trust, TimeProvider clock)
{
    private const string Scheme = "Bearer ";

    /// <summary>How far an issuer's clock may be from ours.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, Roles> Known = new(StringComparer.Ordinal)
    {
        ["member"] = Roles.Member, ["merchant"] = Roles.Merchant, ["operator"] = Roles.Operator, ["auditor"] = Roles.Auditor,
    };

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters _trust = Strict(trust, clock);

    /// <param name="authorization">The <c>Authorization</c> header, or a message's property of that name.</param>
    /// <returns>Null for a missing, garbled, expired, foreign or forged token.</returns>
    public async ValueTask<Caller?> CallerOf(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var result = await _handler.ValidateTokenAsync(authorization[Scheme.Length..].Trim(), _trust);
        return result is { IsValid: true, SecurityToken: JsonWebToken token } ? CallerOf(token) : null;
    }

    private static Caller? CallerOf(JsonWebToken token)
    {
        if (string.IsNullOrEmpty(token.Subject)) return null;
        var roles = token.Claims.Where(claim => claim.Type == "roles")
            .Aggregate(Roles.None, (all, claim) => all | Known.GetValueOrDefault(claim.Value));
        var isMerchant = roles.HasFlag(Roles.Merchant) && token.TryGetPayloadValue<string>("merchant_id", out _);
        return new(token.Subject, roles, isMerchant ? token.GetPayloadValue<string>("merchant_id") : null);
    }

    private static TokenValidationParameters Strict(TokenValidationParameters trust, TimeProvider clock)
    {
        var strict = trust.Clone();
        strict.RequireExpirationTime = strict.RequireSignedTokens = true;
        strict.ValidateIssuer = strict.ValidateAudience = strict.ValidateIssuerSigningKey = true;
        strict.LifetimeValidator = (notBefore, expires, _, _) =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            return expires > now - ClockTolerance && (notBefore ?? DateTime.MinValue) < now + ClockTolerance;
        };
        return strict;
    }
}
