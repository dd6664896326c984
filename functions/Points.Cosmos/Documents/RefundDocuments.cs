using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>A refund that has counted. Its id follows from merchant and refund, so it exists once.</summary>
internal sealed record RefundDocument(
    string Id,
    string Type,
    string MemberId,
    string MerchantId,
    string OrderId,
    string RefundId,
    string EntryId
)
{
    public const string TypeName = "refund";

    public static string IdOf(string merchantId, string refundId) =>
        "f-" + Digest.Compute(TypeName, merchantId, refundId);

    public static RefundDocument From(string memberId, RefundRecord it) =>
        new(IdOf(it.MerchantId, it.RefundId), TypeName, memberId, it.MerchantId, it.OrderId, it.RefundId, it.EntryId);

    public RefundRecord ToReceipt() => new(MerchantId, OrderId, RefundId, EntryId);
}

/// <summary>Refunds of an order that has not come yet.</summary>
internal sealed record EarlyRefundRecordDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    string MerchantId,
    string OrderId,
    IReadOnlyList<RefundClaimDocument> Refunds
)
{
    public const string TypeName = "awaited-order";

    public static string IdOf(RecordKey.EarlyRefund key) =>
        "a-" + Digest.Compute(TypeName, key.ProgrammeId, key.MerchantId, key.OrderId);

    public static EarlyRefundRecordDocument From(string memberId, EarlyRefundRecord it) =>
        new(
            IdOf(new(it.ProgrammeId, it.MerchantId, it.OrderId)),
            TypeName,
            memberId,
            it.ProgrammeId,
            it.MerchantId,
            it.OrderId,
            [.. it.Refunds.Select(RefundClaimDocument.From)]
        );

    public EarlyRefundRecord ToEarlyRefundRecord() =>
        new(ProgrammeId, MerchantId, OrderId, [.. Refunds.Select(refund => refund.ToClaim())]);
}

/// <summary>An amount of the whole, or of lines.</summary>
internal sealed record RefundClaimDocument(long? AmountFen, IReadOnlyList<RefundLineDocument>? Lines)
{
    public static RefundClaimDocument From(RefundClaim claim) =>
        claim.Match(
            amount: it => new RefundClaimDocument(it.Fen.Value, null),
            lines: it => new RefundClaimDocument(
                null,
                [.. it.Refunded.Select(line => new RefundLineDocument(line.Sku, line.Amount.Value))]
            )
        );

    public RefundClaim ToClaim() =>
        AmountFen is { } fen
            ? new RefundClaim.Amount(new(fen))
            : new RefundClaim.Lines([.. Lines!.Select(line => new RefundLine(line.Sku, new(line.AmountFen)))]);
}

internal sealed record RefundLineDocument(string Sku, long AmountFen);
