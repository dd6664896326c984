namespace Points.Domain.Approving;

/// <summary>What a second operator must approve.</summary>
/// <remarks>Stored documents contain the names: do not change them.</remarks>
public enum ApprovalKind
{
    /// <summary>Lifting a freeze.</summary>
    Unfreezing,

    /// <summary>Accepting a merchant's dispute.</summary>
    DisputeAcceptance,
}
