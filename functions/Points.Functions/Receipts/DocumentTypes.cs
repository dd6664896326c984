namespace Points.Functions.Receipts;

/// <summary>What signed documents are: the <c>typ</c> of their headers.</summary>
internal static class DocumentTypes
{
    /// <summary>One entry of a member's ledger.</summary>
    public const string Receipt = "points-receipt";

    /// <summary>A page of the lines behind a merchant's statement.</summary>
    public const string Statement = "points-statement";

    /// <summary>A page of the members who were notified of a revision.</summary>
    public const string Evidence = "points-evidence";
}
