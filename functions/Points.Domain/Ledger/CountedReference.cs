namespace Points.Domain.Ledger;

/// <summary>
/// A reference of an operator's that has counted. It is created in the same commit as its entry, and its id is unique,
/// so it counts once for a member and programme, whatever the idempotency key.
/// </summary>
public sealed record CountedReference(string ProgrammeId, ReferenceUse Use, string Reference, string EntryId)
    : WalletRecord
{
    public RecordKey.CountedReference Key => new(ProgrammeId, Use, Reference);

    /// <summary>The refusal of another request with this reference.</summary>
    public Refusal ToRefusal() =>
        Use switch
        {
            ReferenceUse.Adjustment => new Refusal.AdjustmentAlreadyCounted(EntryId),
            ReferenceUse.OpeningBalance => new Refusal.OpeningBalanceAlreadyCounted(EntryId),
        };
}

/// <summary>What an operator's reference is for. The same reference may count once for each.</summary>
/// <remarks>Stored documents contain the names: do not change them.</remarks>
public enum ReferenceUse
{
    Adjustment,
    OpeningBalance,
}
