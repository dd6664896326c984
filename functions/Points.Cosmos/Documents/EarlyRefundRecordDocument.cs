using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>Refunds of an order whose purchase has not arrived.</summary>
/// <param name="LedgerKey">Names the ledger, for the merchant's list; null if an earlier version stored this.</param>
/// <param name="AppliedBy">The entry of the purchase that these refunds were subtracted from.</param>
internal sealed record EarlyRefundRecordDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    string MerchantId,
    string OrderId,
    IReadOnlyList<EarlyRefundClaimDocument> Refunds,
    string? LedgerKey,
    string? AppliedBy
) : ISealedDocument
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
            [.. it.Refunds.Select(EarlyRefundClaimDocument.From)],
            ledger.Value,
            it.AppliedBy
        );

    public EarlyRefundRecord ToEarlyRefundRecord() =>
        new(ProgrammeId, MerchantId, OrderId, [.. Refunds.Select(refund => refund.ToClaim())])
        {
            AppliedBy = AppliedBy,
        };
}

/// <summary>One of these refunds. Only its amount is known if an earlier version stored it.</summary>
internal sealed record EarlyRefundClaimDocument(
    long? AmountFen,
    IReadOnlyList<RefundLineDocument>? Lines,
    string? RefundId,
    string? EntryId,
    DateTimeOffset? At
)
{
    public static EarlyRefundClaimDocument From(EarlyRefundClaim it)
    {
        var claim = RefundClaimDocument.From(it.Claim);
        return new(claim.AmountFen, claim.Lines, it.RefundId, it.EntryId, it.At?.ToUniversalTime());
    }

    public EarlyRefundClaim ToClaim() =>
        new(new RefundClaimDocument(AmountFen, Lines).ToClaim(), RefundId, EntryId, At);
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
