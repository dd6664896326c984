using Points.Domain.Ledger;

namespace Points.Domain.Redeeming;

/// <summary>Compensation that was withheld from a member, for operators and auditors to list.</summary>
/// <param name="LedgerKey">
/// Whose redemption it was. It leads to the member until the member is erased, so the list can be kept.
/// </param>
/// <param name="EntryId">The entry that returned the redemption's points.</param>
/// <param name="At">When the entry was booked.</param>
public sealed record ListedCompensation(
    string LedgerKey,
    string ProgrammeId,
    string RedemptionId,
    string EntryId,
    WithheldCompensation Withheld,
    DateTimeOffset At
)
{
    /// <summary>Follows from the entry: an entry that is relayed twice is listed once.</summary>
    public string Id => Digest.Compute("withheld", LedgerKey, EntryId);

    /// <summary>Orders the list by time; unique.</summary>
    public string SortKey => FormattableString.Invariant($"{At.UtcDateTime:O}~{Id}");

    /// <returns>
    /// Null if nothing was withheld with the entry. Nothing was in entries from before ledgers had keys.
    /// </returns>
    public static ListedCompensation? Of(WalletId wallet, LedgerEntry entry) =>
        (entry.LedgerKey, entry.Kind) switch
        {
            ({ } key, EntryKind.Release { Withheld: { } withheld } it) => new(
                key,
                wallet.ProgrammeId,
                it.RedemptionId,
                entry.EntryId,
                withheld,
                entry.At
            ),
            ({ } key, EntryKind.Reversal { Withheld: { } withheld } it) => new(
                key,
                wallet.ProgrammeId,
                it.RedemptionId,
                entry.EntryId,
                withheld,
                entry.At
            ),
            _ => null,
        };
}
