using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Points.Benchmarks.Peer;

/// <summary>Who sends a request.</summary>
internal sealed record Caller(string Subject, bool IsOperator, string? MerchantId, DateTime ValidFrom, DateTime ValidTo)
{
    public bool MayReport(string merchantId) => IsOperator || MerchantId == merchantId;
}

/// <summary>Checks bearer tokens. A token that was found genuine is remembered for a minute.</summary>
internal sealed class Tokens(byte[] key, string issuer, string audience, TimeProvider clock)
{
    private const string Scheme = "Bearer ";
    private const int CountMax = 5_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1),
        ClockTolerance = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters _trust = new()
    {
        ValidIssuer = issuer,
        ValidAudience = audience,
        IssuerSigningKey = new SymmetricSecurityKey(key),
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        RequireExpirationTime = true,
        ValidateIssuerSigningKey = true,
        ClockSkew = ClockTolerance,
    };

    private ConcurrentDictionary<string, Caller> _known = new(StringComparer.Ordinal);
    private long _since = clock.GetTimestamp();

    /// <param name="authorization">The header, scheme included. It is the key of what is remembered.</param>
    /// <returns>Null if the token is missing, forged, expired, or for another audience.</returns>
    public async ValueTask<Caller?> Find(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.Ordinal))
            return null;
        if (clock.GetElapsedTime(_since) > Lifetime || _known.Count >= CountMax)
            (_known, _since) = (new(StringComparer.Ordinal), clock.GetTimestamp());
        if (!_known.TryGetValue(authorization, out var caller))
        {
            if (await Validate(authorization[Scheme.Length..].Trim()) is not { } validated)
                return null;
            caller = _known[authorization] = validated;
        }
        var now = clock.GetUtcNow().UtcDateTime;
        return caller.ValidFrom - ClockTolerance < now && now < caller.ValidTo + ClockTolerance ? caller : null;
    }

    private async Task<Caller?> Validate(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, _trust);
        if (result is not { IsValid: true, SecurityToken: JsonWebToken claims } || string.IsNullOrEmpty(claims.Subject))
            return null;
        var roles = claims.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value).ToArray();
        var merchant =
            roles.Contains("merchant") && claims.TryGetPayloadValue<string>("merchant_id", out var id) ? id : null;
        return new(claims.Subject, roles.Contains("operator"), merchant, claims.ValidFrom, claims.ValidTo);
    }
}
