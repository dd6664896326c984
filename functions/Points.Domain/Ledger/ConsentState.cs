namespace Points.Domain.Ledger;

/// <summary>Whether a consent counts, and if not, why.</summary>
public enum ConsentState
{
    NeverGiven,

    /// <summary>The only state in which it counts.</summary>
    Given,

    Withdrawn,

    /// <summary>The member is under 14, and no guardian has given it.</summary>
    NeedsGuardian,

    /// <summary>It was given for or by a child who is now 14 or older. Only the member can give it now.</summary>
    NeedsMember,
}
