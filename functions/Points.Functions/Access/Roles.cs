namespace Points.Functions.Access;

/// <summary>The roles of a caller, as the token's <c>roles</c> claim lists them.</summary>
[Flags]
public enum Roles
{
    None = 0,
    Member = 1,
    Merchant = 2,

    /// <summary>Does all that support, finance and marketing do, and the rest.</summary>
    Operator = 4,

    /// <summary>Reads everything and changes nothing.</summary>
    Auditor = 8,

    /// <summary>Reads members, freezes them, and adjusts their points within limits.</summary>
    Support = 16,

    /// <summary>Closes settlement, answers disputes, reads statements.</summary>
    Finance = 32,

    /// <summary>Drafts and simulates programmes.</summary>
    Marketing = 64,
}
