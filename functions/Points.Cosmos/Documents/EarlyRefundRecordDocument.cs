using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>Refunds of an order whose purchase has not arrived.</summary>
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

    public static string IdOf(LedgerKey ledger, RecordKey.EarlyRefund key) =>
        "a-" + ledger.Protect(Digest.Compute(TypeName, key.ProgrammeId, key.MerchantId, key.OrderId));

    public static EarlyRefundRecordDocument From(string memberId, LedgerKey ledger, EarlyRefundRecord it) =>
        new(
            IdOf(ledger, new(it.ProgrammeId, it.MerchantId, it.OrderId)),
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

/// <summary>A refunded amount of the whole order, or of lines.</summary>
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
            : new RefundClaim.Lines([.. (Lines ?? []).Select(line => new RefundLine(line.Sku, new(line.AmountFen)))]);
}

internal sealed record RefundLineDocument(string Sku, long AmountFen);
