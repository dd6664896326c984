using Microsoft.IdentityModel.JsonWebTokens;

namespace Points.Functions.Access;

/// <summary>
/// A token whose signature, issuer and type have been checked. Its times and its audience are checked at every use.
/// </summary>
internal sealed record ValidatedToken(Caller Caller, JsonWebToken Token)
{
    /// <summary>How far the issuer's clock may differ from the host's.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(30);

    /// <summary>Finds why the token is not good here and now; null if it is.</summary>
    public TokenFault? FindFault(DateTime at, TokenUse use, TokenTrust trust)
    {
        var (issued, from, to) = (Token.IssuedAt, Token.ValidFrom, Token.ValidTo);
        if (!Token.Audiences.Contains(trust.AudienceFor(use), StringComparer.Ordinal))
            return TokenFault.OtherUse;
        // A token that names both audiences could be taken from a message and presented over HTTP.
        if (Enum.GetValues<TokenUse>().Any(it => it != use && Token.Audiences.Contains(trust.AudienceFor(it))))
            return TokenFault.OtherUse;
        if (to <= at - ClockTolerance)
            return TokenFault.Expired;
        if (from >= at + ClockTolerance || issued >= at + ClockTolerance)
            return TokenFault.NotYetValid;
        // A missing time is the earliest one. Without both, only what is left of the life is known.
        var start =
            issued != DateTime.MinValue ? issued
            : from != DateTime.MinValue ? from
            : at - ClockTolerance;
        return to - start > trust.LifeMaxFor(use) + ClockTolerance ? TokenFault.LivesTooLong : null;
    }
}
