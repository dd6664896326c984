namespace Points.Domain.Approving;

/// <summary>How far an approval is.</summary>
/// <remarks>Stored documents contain the names: do not change them.</remarks>
public enum ApprovalStatus
{
    /// <summary>Nobody has decided.</summary>
    Waiting,

    /// <summary>Approved, and not run to its end: approving again continues it.</summary>
    Approved,

    /// <summary>Approved, and done.</summary>
    Done,

    /// <summary>Approved, and refused when it ran: nothing was done.</summary>
    Refused,

    Rejected,

    /// <summary>Nobody decided in time.</summary>
    Expired,
}
