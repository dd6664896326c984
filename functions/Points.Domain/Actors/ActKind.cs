namespace Points.Domain.Actors;

/// <summary>What somebody did that no ledger entry records.</summary>
/// <remarks>Stored documents contain the names: do not change them.</remarks>
public enum ActKind
{
    Enrolled,
    ProfileChanged,
    Frozen,
    Unfrozen,
    FamilyJoined,
    FamilyLeft,
    RevisionSubmitted,
    RevisionAnnounced,
    RevisionPostponed,
    RevisionWithdrawn,
    PriceSet,
    DisputeRaised,
    DisputeAnswered,
    PeriodClosed,
    PeriodReconciled,
    SetAsideRelayed,
    ApprovalRequested,
    ApprovalGiven,
    ApprovalRejected,
    ComplaintRaised,
    ComplaintAnswered,
    Exported,
    MemberErased,
}
