using System.Collections.Immutable;
using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>What the entries up to one say of a redemption.</summary>
/// <param name="EntryIds">The entries that changed its status, oldest first.</param>
/// <param name="Revision">The revision under which its points were held or, later, spent.</param>
internal sealed record BookedRedemption(
    string RedemptionId,
    string RewardId,
    string HonouredBy,
    Fen Worth,
    ImmutableArray<Lot> Lots,
    RedemptionStatus Status,
    ImmutableArray<string> EntryIds,
    int Revision
)
{
    /// <summary>In pieces; null as long as no entry says it.</summary>
    public int? Quantity { get; private init; }

    public int PiecesReversed { get; private init; }

    public Points Compensated { get; private init; }

    public VoucherIssued? Voucher { get; private init; }

    public (string EntryId, string Reference)? Use { get; private init; }

    /// <returns>Null if the entry begins no redemption.</returns>
    public static BookedRedemption? Begin(LedgerEntry entry) =>
        entry.Kind switch
        {
            EntryKind.Redemption it => new(
                it.RedemptionId,
                it.RewardId,
                it.HonouredBy,
                it.Worth,
                WalletChange.Negate(entry.LotChanges),
                RedemptionStatus.Completed,
                [entry.EntryId],
                entry.Revision
            )
            {
                Voucher = it.Voucher,
            },
            EntryKind.Hold it => new(
                it.RedemptionId,
                it.RewardId,
                it.HonouredBy,
                it.Worth,
                entry.HoldChanges,
                RedemptionStatus.Held,
                [entry.EntryId],
                entry.Revision
            )
            {
                Quantity = it.Quantity,
            },
            EntryKind.Grant { Reward: { } reward } => new(
                reward.RedemptionId,
                reward.RewardId,
                reward.HonouredBy,
                reward.Worth,
                [],
                RedemptionStatus.Completed,
                [entry.EntryId],
                entry.Revision
            )
            {
                Quantity = 1,
                Voucher = reward.Voucher,
            },
            _ => null,
        };

    /// <returns>The redemption that an entry changes; null if it changes none.</returns>
    public static string? IdIn(EntryKind kind) =>
        kind switch
        {
            EntryKind.Confirmation it => it.RedemptionId,
            EntryKind.Release it => it.RedemptionId,
            EntryKind.VoucherUse it => it.RedemptionId,
            EntryKind.Reversal it => it.RedemptionId,
            _ => null,
        };

    /// <summary>The stored status of a hold that expired stays held.</summary>
    public BookedRedemption Apply(LedgerEntry entry) =>
        entry.Kind switch
        {
            EntryKind.Confirmation => Change(RedemptionStatus.Completed, entry) with { Revision = entry.Revision },
            EntryKind.Release { Reason: ReleaseReason.Cancelled } it => Change(RedemptionStatus.Cancelled, entry) with
            {
                Compensated = Compensated + it.Compensation,
            },
            EntryKind.VoucherUse it => this with { Use = (entry.EntryId, it.Reference) },
            EntryKind.Reversal it => Change(
                it.PiecesLeft == 0 ? RedemptionStatus.Reversed : RedemptionStatus.PartlyReversed,
                entry
            ) with
            {
                PiecesReversed = PiecesReversed + it.Quantity,
                Quantity = PiecesReversed + it.Quantity + it.PiecesLeft,
                Compensated = Compensated + it.Compensation,
            },
            _ => this,
        };

    private BookedRedemption Change(RedemptionStatus status, LedgerEntry entry) =>
        this with
        {
            Status = status,
            EntryIds = EntryIds.Add(entry.EntryId),
        };
}
