using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>A refund that has counted. Its id is a digest of merchant and refund, so it exists once.</summary>
internal sealed record RefundDocument(
    string Id,
    string Type,
    string MemberId,
    string MerchantId,
    string OrderId,
    string RefundId,
    string EntryId
) : ISealedDocument
{
    public const string TypeName = "refund";

    public static string IdOf(LedgerKey key, string merchantId, string refundId) =>
        "f-" + key.Protect(Digest.Compute(TypeName, merchantId, refundId));

    public static RefundDocument From(string memberId, LedgerKey key, RefundRecord it) =>
        new(
            IdOf(key, it.MerchantId, it.RefundId),
            TypeName,
            memberId,
            it.MerchantId,
            it.OrderId,
            it.RefundId,
            it.EntryId
        );

    public RefundRecord ToRefundRecord() => new(MerchantId, OrderId, RefundId, EntryId);
}
