using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Domain.Refunding;

/// <summary>
/// Reverses the redemptions that paid a part of an order, when all of the order is refunded. Each redemption records
/// its reversal, so it is reversed once. Redemptions that another merchant honoured are not reversed: a merchant's
/// refund must not cost another merchant. Nor are those that a grant gave: no points paid for them.
/// </summary>
internal static class OrderRedemptionReversal
{
    /// <summary>Lists the redemptions to read; none while a part of the order is not refunded.</summary>
    public static IEnumerable<RecordKey> KeysToReverse(Order order) =>
        order.IsFullyRefunded
            ? order.RedemptionIds.Distinct(StringComparer.Ordinal).Select(id => new RecordKey.Redemption(id))
            : [];

    /// <returns>The change with the reversals booked, and the redemptions that were reversed.</returns>
    public static (PendingChange Pending, ImmutableArray<WalletRecord> Reversed) ReverseAll(
        PendingChange pending,
        LoadedRecords records,
        Order order,
        Request request
    )
    {
        var reversed = ImmutableArray.CreateBuilder<WalletRecord>();
        foreach (var key in KeysToReverse(order))
        {
            if (
                records.Find<Redemption>(key) is not { } redemption
                || redemption.ProgrammeId != order.ProgrammeId
                || redemption.HonouredBy != order.MerchantId
                || redemption.Grant is not null
            )
                continue;
            (pending, var changed) = ReverseOne(pending, redemption, request);
            if (changed is not null)
                reversed.Add(changed);
        }
        return (pending, reversed.ToImmutable());
    }

    /// <summary>
    /// Adds up the points that the reversals returned. The latest event of each redemption is its reversal.
    /// </summary>
    public static Points PointsReturnedBy(ImmutableArray<WalletRecord> reversed) =>
        reversed.OfType<Redemption>().Aggregate(Points.Zero, (sum, redemption) => sum + redemption.LatestEvent.Points);

    /// <returns>A null redemption if it cannot be reversed any more.</returns>
    private static (PendingChange Pending, Redemption? Changed) ReverseOne(
        PendingChange pending,
        Redemption redemption,
        Request request
    )
    {
        const string Reason = "the order was refunded";
        var entryId = EntryId.OfReversal(request.EntryIdIn(pending.Wallet.LedgerKey), redemption.RedemptionId);
        if (
            redemption.Status == RedemptionStatus.Held
            && HeldRedemption.FindHold(pending.Wallet, redemption) is { } hold
        )
        {
            var (booked, cancelled, _) = HeldRedemption.Release(
                pending,
                redemption,
                hold,
                FaultParty.Member,
                Reason,
                Allowance.None,
                entryId,
                fingerprint: null,
                request
            );
            return (booked, cancelled);
        }
        if (Reverse.FindRefusal(redemption, request.Now) is not null)
            return (pending, null);
        var reversed = ReversedPieces.Of(
            pending,
            redemption,
            redemption.Quantity - redemption.PiecesReversed,
            FaultParty.Member,
            Allowance.None
        );
        return (
            reversed.PendingChange.Book(
                entryId,
                reversed.Kind,
                reversed.WalletChange,
                reversed.Explanation,
                askedBy: request
            ),
            reversed.ApplyToRedemption(request, entryId, Reason)
        );
    }
}
