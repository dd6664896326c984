using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Points.Functions.Access;

/// <summary>Tells who a bearer token speaks for. Anything short of a valid token for this app speaks for nobody.</summary>
public sealed class TokenAuthenticator(TokenValidationParameters trust)
{
    private const string Scheme = "Bearer ";

    /// <summary>How far an issuer's clock may be from ours.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, Roles> Known = new(StringComparer.Ordinal)
    {
        ["member"] = Roles.Member,
        ["merchant"] = Roles.Merchant,
        ["operator"] = Roles.Operator,
        ["auditor"] = Roles.Auditor,
    };

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters _trust = WithRequiredChecks(trust);
    private readonly ValidatedTokenCache _proven = new();

    /// <param name="authorization">The <c>Authorization</c> header, or a message's property of that name.</param>
    /// <param name="at">When the token was shown: then it must be valid, however much later anyone looks at it.</param>
    /// <returns>Null for a missing, garbled, expired, foreign or forged token.</returns>
    /// <exception cref="IdentityProviderUnavailableException">Nobody can tell: the provider's keys cannot be had.</exception>
    public async ValueTask<Caller?> FindCaller(string? authorization, DateTimeOffset at)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var token = authorization[Scheme.Length..].Trim();
        if (_proven.Find(token) is not { } proven)
        {
            await EnsureKeysAvailable();
            var result = await _handler.ValidateTokenAsync(token, _trust);
            if (
                result is not { IsValid: true, SecurityToken: JsonWebToken valid }
                || FindCaller(valid) is not { } caller
            )
                return null;
            proven = _proven.Add(token, new(caller, valid.ValidFrom, valid.ValidTo));
        }
        return IsCurrent(proven, at.UtcDateTime) ? proven.Caller : null;
    }

    private static bool IsCurrent(ValidatedToken token, DateTime at) =>
        token.ValidTo > at - ClockTolerance && token.ValidFrom < at + ClockTolerance;

    private static Caller? FindCaller(JsonWebToken token)
    {
        if (string.IsNullOrEmpty(token.Subject))
            return null;
        var roles = token
            .Claims.Where(claim => claim.Type == "roles")
            .Aggregate(Roles.None, (all, claim) => all | Known.GetValueOrDefault(claim.Value));
        var isMerchant = roles.HasFlag(Roles.Merchant) && token.TryGetPayloadValue<string>("merchant_id", out _);
        return new(token.Subject, roles, isMerchant ? token.GetPayloadValue<string>("merchant_id") : null);
    }

    /// <summary>Without its keys the handler would call every token invalid, and callers would throw away good ones.</summary>
    private async Task EnsureKeysAvailable()
    {
        if (_trust.ConfigurationManager is not { } metadata)
            return;
        try
        {
            await metadata.GetBaseConfigurationAsync(CancellationToken.None);
        }
        catch (Exception fault)
        {
            throw new IdentityProviderUnavailableException(fault);
        }
    }

    /// <summary>Only the times are left to <see cref="IsCurrent"/>: by when it is shown, and anew each time.</summary>
    private static TokenValidationParameters WithRequiredChecks(TokenValidationParameters trust)
    {
        var strict = trust.Clone();
        strict.RequireExpirationTime = strict.RequireSignedTokens = true;
        strict.ValidateIssuer = strict.ValidateAudience = strict.ValidateIssuerSigningKey = true;
        strict.LifetimeValidator = (_, expires, _, _) => expires is not null;
        return strict;
    }
}

/// <summary>The identity provider's keys cannot be had, so nobody can tell whose token is good.</summary>
public sealed class IdentityProviderUnavailableException(Exception inner)
    : Exception("the identity provider's metadata cannot be read", inner);
