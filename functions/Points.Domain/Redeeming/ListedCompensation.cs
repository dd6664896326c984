using Points.Domain.Ledger;

namespace Points.Domain.Redeeming;

/// <summary>Compensation that was withheld from a member, for operators and auditors to list.</summary>
/// <param name="Wallet">Whose redemption it was.</param>
/// <param name="EntryId">The entry that returned the redemption's points.</param>
/// <param name="At">When the entry was booked.</param>
public sealed record ListedCompensation(
    WalletId Wallet,
    string RedemptionId,
    string EntryId,
    WithheldCompensation Withheld,
    DateTimeOffset At
)
{
    /// <summary>Follows from the entry: an entry that is relayed twice is listed once.</summary>
    public string Id => Digest.Compute("withheld", Wallet.MemberId, EntryId);

    /// <summary>Orders the list by time; unique.</summary>
    public string SortKey => FormattableString.Invariant($"{At.UtcDateTime:O}~{Id}");

    /// <returns>Null if nothing was withheld with the entry.</returns>
    public static ListedCompensation? Of(WalletId wallet, LedgerEntry entry) =>
        entry.Kind switch
        {
            EntryKind.Release { Withheld: { } withheld } it => new(
                wallet,
                it.RedemptionId,
                entry.EntryId,
                withheld,
                entry.At
            ),
            EntryKind.Reversal { Withheld: { } withheld } it => new(
                wallet,
                it.RedemptionId,
                entry.EntryId,
                withheld,
                entry.At
            ),
            _ => null,
        };
}
