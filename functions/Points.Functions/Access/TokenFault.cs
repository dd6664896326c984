namespace Points.Functions.Access;

/// <summary>Why a token has no caller.</summary>
public enum TokenFault
{
    /// <summary>There is none, or the scheme is not Bearer.</summary>
    Missing,
    Garbled,
    WrongType,
    CriticalHeader,
    WrongSignature,
    WrongIssuer,
    WrongAudience,

    /// <summary>It is meant for the other <see cref="TokenUse"/>.</summary>
    OtherUse,
    NoEnd,
    NotYetValid,
    Expired,
    LivesTooLong,
    NoSubject,
}

/// <summary>The sentences that say what is wrong with a token.</summary>
internal static class TokenFaultText
{
    /// <returns>
    /// ASCII without quotation marks, as RFC 6750 requires of <c>error_description</c>. Nothing of the token is in it.
    /// </returns>
    public static string Describe(this TokenFault fault) =>
        fault switch
        {
            TokenFault.Missing => "A bearer token is missing.",
            TokenFault.Garbled => "The token cannot be read: it is not a signed JWT, or it was cut off or altered.",
            TokenFault.WrongType => "The token's typ must be JWT or at+jwt.",
            TokenFault.CriticalHeader => "The token's header has crit: this app knows none of these extensions.",
            TokenFault.WrongSignature => "The token's signature is wrong, or its key or algorithm is not accepted.",
            TokenFault.WrongIssuer => "The token is from another issuer.",
            TokenFault.WrongAudience => "The token is for another audience.",
            TokenFault.OtherUse =>
                "The token's audience is wrong here: a token is good either over HTTP or on the queue.",
            TokenFault.NoEnd => "The token has no end: exp is missing.",
            TokenFault.NotYetValid => "The token is not valid yet.",
            TokenFault.Expired => "The token has expired.",
            TokenFault.LivesTooLong => "The token lives longer than this app accepts.",
            TokenFault.NoSubject => "The token names nobody: sub is missing.",
        };
}
