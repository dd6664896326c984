namespace Points.Domain.Ledger;

/// <summary>Why a hold ended without being confirmed.</summary>
public enum ReleaseReason
{
    Cancelled,

    /// <summary>The hold expired.</summary>
    Lapsed,
}
