using Points.Domain.Deciding;

namespace Points.Domain.Wallets;

/// <summary>
/// What the rules need of a member, copied into each of their wallets by the same commit that changes the profile:
/// a write never reads the profile, and a change of it is serialised with every write by the wallet's version.
/// </summary>
public sealed record MemberFacts(bool IdentityVerified, bool Frozen)
{
    /// <summary>Why this member's wallets may neither earn nor spend; null when they may. Points go to identified members only (law L4).</summary>
    public Refusal? FirstRefusal() =>
        Frozen ? new Refusal.MemberFrozen()
        : IdentityVerified ? null
        : new Refusal.NotEligible("the member's identity is not verified");
}
