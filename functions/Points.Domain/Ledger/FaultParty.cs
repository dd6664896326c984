namespace Points.Domain.Ledger;

/// <summary>
/// Who caused a cancellation or a reversal. If it is the merchant, the member gets compensation and at least 30 days to
/// use the returned points (law L13, decision 10).
/// </summary>
/// <remarks>
/// Stored documents and fingerprints contain the names, and the hash chain contains the numbers: change neither.
/// </remarks>
public enum FaultParty
{
    Member,
    Merchant,
}
