namespace Points.Cli.Importing.Planning;

/// <summary>What the rows of a file are.</summary>
internal enum ImportKind
{
    /// <summary>Orders and refunds, which earn points and take them back.</summary>
    Purchases,

    /// <summary>Points that members have in another system.</summary>
    Balances,
}
