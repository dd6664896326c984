using System.Collections.Immutable;
using System.Globalization;

namespace Points.Domain.Ledger;

/// <summary>
/// A record as an entry left it. The hash of the entry covers the digest, so a record that is changed beside the ledger
/// contradicts the newest entry that names it (decision 59).
/// </summary>
/// <param name="Record">Names the record for its whole life.</param>
/// <param name="Digest">
/// Of everything in the record that decides points or money. Words and names of people are not part of it, so that they
/// can be erased.
/// </param>
public sealed record RecordDigest(string Record, string Digest)
{
    /// <summary>A name need only be unique among the records of one ledger.</summary>
    private const int NameLength = 22;

    /// <returns>
    /// Null for a spend code and for a notice, which decide nothing that an entry does not say.
    /// </returns>
    public static RecordDigest? Of(WalletRecord record) =>
        record.Match(
            order: it => Create(["order", it.MerchantId, it.OrderId], digest => AddOrder(digest, it)),
            action: it => Create(["action", it.ProgrammeId, it.Action, it.Reference], digest => digest.Add(it.EntryId)),
            countedReference: it =>
                Create(["reference", it.ProgrammeId, $"{it.Use}", it.Reference], digest => digest.Add(it.EntryId)),
            redemption: it => Create(["redemption", it.RedemptionId], digest => AddRedemption(digest, it)),
            refund: it =>
                Create(["refund", it.MerchantId, it.RefundId], digest => digest.Add(it.OrderId).Add(it.EntryId)),
            earlyRefund: it =>
                Create(
                    ["early-refund", it.ProgrammeId, it.MerchantId, it.OrderId],
                    digest => AddEarlyRefund(digest, it)
                ),
            transfer: it => Create(["transfer", it.TransferId], digest => AddTransfer(digest, it)),
            spendCode: _ => (RecordDigest?)null,
            notice: _ => null
        );

    private static RecordDigest Create(ReadOnlySpan<string?> name, Action<Digest> addContent)
    {
        var content = new Digest();
        addContent(content);
        return new(Domain.Digest.Compute(name)[..NameLength], content.ToString());
    }

    private static void AddOrder(Digest digest, Order order)
    {
        digest
            .Add(order.ProgrammeId)
            .Add(order.EntryId)
            .Add(order.Revision)
            .Add(order.OccurredAt)
            .Add(order.Channel)
            .Add(order.PaidWithPoints.Value)
            .Add(order.Points.Value)
            .Add(order.ExpiresOn)
            .Add(order.UsableFrom)
            .Add(order.BudgetPeriod)
            .Add(order.BookedAfter)
            .Add(order.Lines.Length);
        for (var i = 0; i < order.Lines.Length; i++)
        {
            var line = order.Lines[i];
            digest
                .Add(line.Sku)
                .Add(line.Category)
                .Add(line.Amount.Value)
                .Add(line.Quantity)
                .Add(line.ServiceOn)
                .Add(order.PointsByLine[i].Value)
                .Add(order.RefundedByLine.IsEmpty ? 0 : order.RefundedByLine[i].Value);
            AddTexts(digest, line.Tags);
        }
        AddTexts(digest, order.RedemptionIds);
        WalletState.AddCounters(digest, order.CapUse);
    }

    private static void AddRedemption(Digest digest, Redemption it)
    {
        digest
            .Add(it.ProgrammeId)
            .Add(it.RewardId)
            .Add(it.HonouredBy)
            .Add(it.Quantity)
            .Add(it.Points.Value)
            .Add(it.Worth.Value)
            .Add(it.At)
            .Add(it.Revision)
            .Add((long)it.Status)
            .Add(it.HoldUntil is { } until ? until.UtcTicks : 0)
            .Add(it.Pay)
            // A store may drop the zeros at the end of a fraction.
            .Add(it.CompensationRate.ToString("G29", CultureInfo.InvariantCulture))
            .Add(it.PaidOrderId)
            .Add(it.Grant?.GrantId)
            .Add(it.Grant?.PaidBy)
            .Add(it.PiecesReversed)
            .Add(it.PointsReversedForMerchantFault.Value)
            .Add(it.PointsCompensated.Value)
            .Add(it.Reservation?.ReservationId)
            .Add(it.Voucher?.Code)
            .Add(it.Voucher?.ExpiresOn)
            .Add(it.Voucher?.MinimumBill)
            .Add(it.Voucher?.Use?.EntryId);
        AddLots(digest, it.Lots);
        digest.Add(it.History.Length);
        foreach (var happened in it.History)
            digest
                .Add((long)happened.Status)
                .Add(happened.At)
                .Add(happened.EntryId)
                .Add(happened.Points.Value)
                .Add(happened.Withheld.Value);
    }

    private static void AddEarlyRefund(Digest digest, EarlyRefundRecord record)
    {
        digest.Add(record.AppliedBy).Add(record.Refunds.Length);
        foreach (var refund in record.Refunds)
        {
            digest.Add(refund.RefundId).Add(refund.EntryId);
            refund.Claim.Match(
                amount: it => digest.Add(it.Fen.Value),
                lines: it =>
                    it.Refunded.Aggregate(
                        digest.Add(it.Refunded.Length),
                        (sum, line) => sum.Add(line.Sku).Add(line.Amount.Value)
                    )
            );
        }
    }

    private static void AddTransfer(Digest digest, Transfer transfer)
    {
        digest
            .Add(transfer.ProgrammeId)
            .Add(transfer.FamilyId)
            .Add(transfer.Sender)
            .Add(transfer.Receiver)
            .Add((long)transfer.Status)
            .Add(transfer.At);
        AddLots(digest, transfer.Lots);
    }

    private static void AddLots(Digest digest, ImmutableArray<Lot> lots)
    {
        digest.Add(lots.Length);
        foreach (var lot in lots)
            digest.Add(lot.Points.Value).Add(lot.ExpiresOn).Add(lot.IssuedBy);
    }

    private static void AddTexts(Digest digest, ImmutableArray<string> texts)
    {
        digest.Add(texts.Length);
        foreach (var text in texts)
            digest.Add(text);
    }
}
