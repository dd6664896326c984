using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Points.Functions.Access;

/// <summary>Validates bearer tokens and finds their caller. Only a valid token for this app has a caller.</summary>
public sealed class TokenAuthenticator(TokenValidationParameters trust)
{
    private const string Scheme = "Bearer ";

    /// <summary>How far the issuer's clock may differ from the host's.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, Roles> RolesByName = new(StringComparer.Ordinal)
    {
        ["member"] = Roles.Member,
        ["merchant"] = Roles.Merchant,
        ["operator"] = Roles.Operator,
        ["auditor"] = Roles.Auditor,
    };

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly TokenValidationParameters _trust = WithRequiredChecks(trust);
    private readonly ValidatedTokenCache _validated = new();

    /// <param name="authorization">The <c>Authorization</c> header, or the message property of that name.</param>
    /// <param name="at">
    /// When the token was presented. It must be valid at that time, even if it is checked later.
    /// </param>
    /// <returns>Null for a missing, malformed, expired or forged token, or one for another app or issuer.</returns>
    /// <exception cref="IdentityProviderUnavailableException">
    /// The provider's signing keys could not be read.
    /// </exception>
    public async ValueTask<Caller?> FindCaller(string? authorization, DateTimeOffset at)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var token = authorization[Scheme.Length..].Trim();
        if (_validated.Find(token) is not { } validated)
        {
            await EnsureKeysAvailable();
            var result = await _handler.ValidateTokenAsync(token, _trust);
            if (
                result is not { IsValid: true, SecurityToken: JsonWebToken claims }
                || ReadCaller(claims) is not { } caller
            )
                return null;
            validated = _validated.Add(token, new(caller, claims.ValidFrom, claims.ValidTo));
        }
        return IsCurrent(validated, at.UtcDateTime) ? validated.Caller : null;
    }

    private static bool IsCurrent(ValidatedToken token, DateTime at) =>
        token.ValidTo > at - ClockTolerance && token.ValidFrom < at + ClockTolerance;

    private static Caller? ReadCaller(JsonWebToken token)
    {
        if (string.IsNullOrEmpty(token.Subject))
            return null;
        var roles = token
            .Claims.Where(claim => claim.Type == "roles")
            .Aggregate(Roles.None, (all, claim) => all | RolesByName.GetValueOrDefault(claim.Value));
        var isMerchant = roles.HasFlag(Roles.Merchant) && token.TryGetPayloadValue<string>("merchant_id", out _);
        return new(token.Subject, roles, isMerchant ? token.GetPayloadValue<string>("merchant_id") : null);
    }

    /// <summary>Without the keys the handler would reject every token, and callers would discard valid ones.</summary>
    private async Task EnsureKeysAvailable()
    {
        if (_trust.ConfigurationManager is not { } metadata)
            return;
        try
        {
            await metadata.GetBaseConfigurationAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            throw new IdentityProviderUnavailableException(exception);
        }
    }

    /// <summary>
    /// Checks everything but the times. <see cref="IsCurrent"/> checks those at every use of a token.
    /// </summary>
    private static TokenValidationParameters WithRequiredChecks(TokenValidationParameters trust)
    {
        var strict = trust.Clone();
        strict.RequireExpirationTime = strict.RequireSignedTokens = true;
        strict.ValidateIssuer = strict.ValidateAudience = strict.ValidateIssuerSigningKey = true;
        strict.LifetimeValidator = (_, expires, _, _) => expires is not null;
        return strict;
    }
}
