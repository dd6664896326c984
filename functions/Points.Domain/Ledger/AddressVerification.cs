namespace Points.Domain.Ledger;

/// <summary>How somebody made sure that a telephone number or an e-mail address is the member's.</summary>
public enum VerificationMethod
{
    /// <summary>A code that was sent to the number.</summary>
    SmsCode,

    /// <summary>A code or a link that was sent to the address.</summary>
    EmailCode,

    /// <summary>An operator saw to it, for example at a counter.</summary>
    Operator,

    /// <summary>The provider of the member's tokens vouches for it.</summary>
    IdentityProvider,
}

/// <param name="At">When it was verified.</param>
public sealed record AddressVerification(VerificationMethod By, DateTimeOffset At);
