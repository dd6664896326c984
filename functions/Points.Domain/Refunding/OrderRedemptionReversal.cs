using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Domain.Refunding;

/// <summary>
/// Points that paid a part of an order come back when all of it is refunded: once, however many ways lead here, as each
/// redemption knows that it was undone. Only those that the order's own merchant honoured: nobody refunds at another's cost.
/// </summary>
internal static class OrderRedemptionReversal
{
    public static IEnumerable<RecordKey> KeysToReverse(Order order) =>
        order.IsFullyRefunded
            ? order.RedemptionIds.Distinct(StringComparer.Ordinal).Select(id => new RecordKey.Redemption(id))
            : [];

    public static (PendingChange Posting, ImmutableArray<WalletRecord> Changes) ReverseAll(
        PendingChange pending,
        LoadedRecords records,
        Order order,
        Request request
    )
    {
        var changes = ImmutableArray.CreateBuilder<WalletRecord>();
        foreach (var key in KeysToReverse(order))
        {
            if (
                records.Find<Redemption>(key) is not { } redemption
                || redemption.ProgrammeId != order.ProgrammeId
                || redemption.HonouredBy != order.MerchantId
            )
                continue;
            (pending, var changed) = ReverseOne(pending, redemption, request);
            if (changed is not null)
                changes.Add(changed);
        }
        return (pending, changes.ToImmutable());
    }

    /// <returns>Null where there is nothing to undo any more.</returns>
    private static (PendingChange Posting, Redemption? Changed) ReverseOne(
        PendingChange pending,
        Redemption redemption,
        Request request
    )
    {
        const string Reason = "the order was refunded";
        var entryId = EntryId.OfReversal(request.EntryId, redemption.RedemptionId);
        if (
            redemption.Status == RedemptionStatus.Held
            && HeldRedemption.FindHold(pending.Wallet, redemption) is { } hold
        )
            return HeldRedemption.Release(
                pending,
                redemption,
                hold,
                FaultParty.Member,
                Reason,
                entryId,
                fingerprint: null
            );
        if (Reverse.FindRefusal(redemption, request.Now) is not null)
            return (pending, null);
        var reversed = ReversedPieces.Of(
            pending,
            redemption,
            redemption.Quantity - redemption.PiecesReversed,
            FaultParty.Member
        );
        return (
            reversed.PendingChange.Book(entryId, reversed.Kind, reversed.WalletChange, reversed.Explanation),
            reversed.ApplyToRedemption(request, entryId, Reason)
        );
    }
}
