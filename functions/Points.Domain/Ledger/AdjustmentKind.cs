namespace Points.Domain.Ledger;

/// <summary>Why an operator adjusts a wallet.</summary>
/// <remarks>Stored documents contain the names: do not change them.</remarks>
public enum AdjustmentKind
{
    /// <summary>Points that the member has no claim to, such as after a complaint.</summary>
    Goodwill,

    /// <summary>Points that the member should have had, or should not have had.</summary>
    Correction,
}
