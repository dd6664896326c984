namespace Points.Domain.Ledger;

/// <summary>Why a hold ended without being confirmed.</summary>
/// <remarks>Stored documents contain the names, and the hash chain contains the numbers: change neither.</remarks>
public enum ReleaseReason
{
    Cancelled,

    /// <summary>The hold expired.</summary>
    Lapsed,
}
