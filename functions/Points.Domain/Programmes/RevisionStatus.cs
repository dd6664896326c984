namespace Points.Domain.Programmes;

/// <summary>How far a revision has come on its way into force.</summary>
public enum RevisionStatus
{
    Draft,
    Announced,

    /// <summary>It cannot, or shall not, count from the day it was announced for.</summary>
    Postponed,
    Withdrawn,
    Active,
    Superseded,
}
