namespace Points.Domain.Approving;

/// <summary>What a second operator must approve.</summary>
/// <remarks>Stored documents contain the names: do not change them.</remarks>
public enum ApprovalKind
{
    /// <summary>Lifting a freeze.</summary>
    Unfreezing,

    /// <summary>Accepting a merchant's dispute.</summary>
    DisputeAcceptance,

    /// <summary>Announcing a revision that disadvantages members, or lets more points be issued.</summary>
    Announcement,

    /// <summary>A purchase that an operator posts, above what one person may book.</summary>
    Purchase,

    /// <summary>A member's action that an operator records, above what one person may book.</summary>
    Action,

    /// <summary>An adjustment above what one person may book.</summary>
    Adjustment,

    /// <summary>An opening balance above what one person may book.</summary>
    OpeningBalance,

    /// <summary>An import of purchases or balances by an operator.</summary>
    Import,

    /// <summary>An erasure of a member that an operator asks for on the member's behalf.</summary>
    Erasure,
}
