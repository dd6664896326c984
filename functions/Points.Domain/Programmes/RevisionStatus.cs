namespace Points.Domain.Programmes;

/// <summary>Where a revision stands between draft and superseded.</summary>
public enum RevisionStatus
{
    Draft,
    Announced,

    /// <summary>
    /// It takes effect later than announced: the operator postponed it, or its notice period is not over.
    /// </summary>
    Postponed,
    Withdrawn,
    Active,
    Superseded,
}
