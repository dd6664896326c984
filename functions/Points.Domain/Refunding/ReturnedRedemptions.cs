using System.Collections.Immutable;
using Points.Domain.Accruing;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Domain.Refunding;

/// <summary>
/// Points that paid a part of an order come back when all of it is refunded: once, however many ways lead here, as each
/// redemption knows that it was undone. Only those that the order's own merchant honoured: nobody refunds at another's cost.
/// </summary>
internal static class ReturnedRedemptions
{
    public static IEnumerable<RecordKey> Keys(Order order) =>
        order.IsRefundedWhole
            ? order.RedemptionIds.Distinct(StringComparer.Ordinal).Select(id => new RecordKey.Redemption(id))
            : [];

    public static (Posting Posting, ImmutableArray<Record> Changes) Return(
        Posting posting,
        Records records,
        Order order,
        Request request
    )
    {
        var changes = ImmutableArray.CreateBuilder<Record>();
        foreach (var key in Keys(order))
        {
            if (
                records.Find<Redemption>(key) is not { } redemption
                || redemption.ProgrammeId != order.ProgrammeId
                || redemption.HonouredBy != order.MerchantId
            )
                continue;
            (posting, var changed) = Undo(posting, redemption, request);
            if (changed is not null)
                changes.Add(changed);
        }
        return (posting, changes.ToImmutable());
    }

    /// <returns>Null where there is nothing to undo any more.</returns>
    private static (Posting Posting, Redemption? Changed) Undo(Posting posting, Redemption redemption, Request request)
    {
        const string Reason = "the order was refunded";
        var entryId = EntryId.OfReversal(request.EntryId, redemption.RedemptionId);
        if (redemption.Status == RedemptionStatus.Held && HeldRedemption.HoldOf(posting.Wallet, redemption) is { } hold)
            return HeldRedemption.Release(
                posting,
                redemption,
                hold,
                AtFault.Member,
                Reason,
                entryId,
                fingerprint: null
            );
        if (Reverse.RefusalOf(redemption, request.Now) is not null)
            return (posting, null);
        var undone = UndoneRedemption.Of(
            posting,
            redemption,
            redemption.Quantity - redemption.Reversed,
            AtFault.Member
        );
        return (
            undone.Posting.Book(entryId, undone.Cause, undone.Movement, undone.Explanation),
            undone.After(request, entryId, Reason)
        );
    }
}
