using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>
/// A refund that waits for its purchase, in the merchant's list. When the purchase has arrived, the document stays for
/// some days as <see cref="CountedRefundDocument"/>, so that a late copy of the relay cannot list the refund again.
/// </summary>
/// <param name="Account">The partition: <see cref="PartitionOf"/>.</param>
/// <param name="SortKey">Orders the list by time; unique.</param>
/// <param name="LedgerKey">Leads to the member, until the member is erased.</param>
/// <param name="AmountFen">Null if the refund names lines.</param>
/// <param name="MemberId">Whom the refund names; only if that is not a member, so that the key leads to nobody.</param>
/// <param name="Fingerprint">The digest of the refund; only if no ledger has it, because nobody is enrolled.</param>
/// <param name="Ttl">For how many seconds it is kept; only if no ledger has the refund.</param>
internal sealed record WaitingRefundDocument(
    string Id,
    string Type,
    string Account,
    string SortKey,
    string LedgerKey,
    string ProgrammeId,
    string MerchantId,
    string OrderId,
    string RefundId,
    string EntryId,
    long? AmountFen,
    IReadOnlyList<RefundLineDocument>? Lines,
    DateTimeOffset At,
    string? MemberId = null,
    string? Fingerprint = null,
    int? Ttl = null
)
{
    public const string TypeName = "waiting-refund";

    public static WaitingRefundDocument From(
        string ledgerKey,
        string programmeId,
        string merchantId,
        string orderId,
        string refundId,
        string entryId,
        RefundClaim claim,
        DateTimeOffset at
    )
    {
        var (id, stored) = (IdOf(ledgerKey, entryId), RefundClaimDocument.From(claim));
        return new(
            id,
            TypeName,
            PartitionOf(merchantId),
            FormattableString.Invariant($"{at.UtcDateTime:O}~{id}"),
            ledgerKey,
            programmeId,
            merchantId,
            orderId,
            refundId,
            entryId,
            stored.AmountFen,
            stored.Lines,
            at.ToUniversalTime()
        );
    }

    public static string PartitionOf(string merchantId) => $"refunds:{merchantId}";

    /// <summary>One document for each refund, however often it is relayed.</summary>
    public static string IdOf(string ledgerKey, string entryId) => "w-" + Digest.Compute(TypeName, ledgerKey, entryId);
}

/// <summary>A refund whose purchase has arrived, so that it is not listed.</summary>
internal sealed record CountedRefundDocument(string Id, string Type, string Account, int Ttl)
{
    public const string TypeName = "counted-refund";
}
