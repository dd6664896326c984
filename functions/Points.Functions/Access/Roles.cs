namespace Points.Functions.Access;

/// <summary>The roles of a caller, as the token's <c>roles</c> claim lists them.</summary>
[Flags]
public enum Roles
{
    None = 0,
    Member = 1,
    Merchant = 2,
    Operator = 4,

    /// <summary>Reads everything and changes nothing.</summary>
    Auditor = 8,
}
