using System.Text.Json.Serialization;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>Why an entry was booked: its kind, and the fields of that kind.</summary>
internal sealed partial record EntryKindDocument(string Kind)
{
    private const string GrantKind = "grant";

    public string? MerchantId { get; init; }
    public string? OrderId { get; init; }
    public string? RefundId { get; init; }
    public string? Action { get; init; }
    public string? Reference { get; init; }
    public string? RedemptionId { get; init; }
    public string? RewardId { get; init; }
    public string? HonouredBy { get; init; }
    public long? WorthFen { get; init; }
    public long? PayFen { get; init; }
    public int? Quantity { get; init; }
    public DateTimeOffset? Until { get; init; }
    public string? VoucherCode { get; init; }
    public DateOnly? VoucherExpiresOn { get; init; }
    public string? Reason { get; init; }
    public string? Fault { get; init; }
    public long? Points { get; init; }
    public long? Returned { get; init; }
    public LotDocument? Lapsed { get; init; }
    public int? Left { get; init; }
    public int? Under { get; init; }
    public string? TransferId { get; init; }
    public string? GrantId { get; init; }
    public string? PaidBy { get; init; }
    public string? Adjusts { get; init; }

    /// <summary>
    /// The key of the ledger on the other side of a transfer. The name in JSON is from before ledgers had keys: older
    /// entries have the member's id.
    /// </summary>
    [JsonPropertyName("memberId")]
    public string? Counterpart { get; init; }

    public bool? Succeeded { get; init; }
    public DateOnly? On { get; init; }
    public string? FromTier { get; init; }
    public string? ToTier { get; init; }
    public long? Withheld { get; init; }
    public string? WithheldBecause { get; init; }

    public EntryKind ToEntryKind() =>
        Kind switch
        {
            "purchase" => new EntryKind.Purchase(MerchantId!, OrderId!),
            "deed" => new EntryKind.Action(Action!, Reference!),
            GrantKind => new EntryKind.Grant(
                GrantId!,
                Reference!,
                RewardId is null
                    ? null
                    : new(
                        RedemptionId!,
                        RewardId,
                        HonouredBy!,
                        new(WorthFen!.Value),
                        new(VoucherCode!, VoucherExpiresOn)
                    )
            ),
            "adjustment" => new EntryKind.Adjustment(
                Enum.Parse<AdjustmentKind>(Adjusts!),
                new(Points!.Value),
                Reference!
            ),
            "opening-balance" => new EntryKind.OpeningBalance(new(Points!.Value), Reference!),
            "redemption" => new EntryKind.Redemption(
                RedemptionId!,
                RewardId!,
                HonouredBy!,
                new(WorthFen!.Value),
                VoucherCode is null ? null : new VoucherIssued(VoucherCode, VoucherExpiresOn),
                Pay
            ),
            "hold" => new EntryKind.Hold(
                RedemptionId!,
                RewardId!,
                HonouredBy!,
                new(WorthFen!.Value),
                Quantity!.Value,
                Until!.Value,
                Pay
            ),
            "confirmation" => new EntryKind.Confirmation(
                RedemptionId!,
                RewardId!,
                HonouredBy!,
                new(WorthFen!.Value),
                Pay
            ),
            "release" => new EntryKind.Release(
                RedemptionId!,
                Enum.Parse<ReleaseReason>(Reason!),
                On!.Value,
                new(Points!.Value),
                WithheldCompensation
            ),
            "voucher-use" => new EntryKind.VoucherUse(
                RedemptionId!,
                HonouredBy!,
                Reference!,
                new(WorthFen!.Value),
                Pay,
                PaidBy
            ),
            "reversal" => new EntryKind.Reversal(
                RedemptionId!,
                RewardId!,
                HonouredBy!,
                Quantity!.Value,
                new(WorthFen!.Value),
                Enum.Parse<FaultParty>(Fault!),
                new(Points!.Value),
                Left!.Value,
                Under!.Value,
                WithheldCompensation
            ),
            "refund" => new EntryKind.Refund(
                MerchantId!,
                OrderId!,
                RefundId!,
                new(Points!.Value),
                new(Returned!.Value),
                Under,
                Lapsed?.ToLot()
            ),
            "transfer-out" => new EntryKind.TransferOut(TransferId!, Counterpart!, Until!.Value),
            "transfer-in" => new EntryKind.TransferIn(TransferId!, Counterpart!, Succeeded!.Value),
            "transfer-end" => new EntryKind.TransferCompletion(TransferId!, Counterpart!, Succeeded!.Value),
            "expiry" => new EntryKind.Expiry(On!.Value),
            "pending-release" => new EntryKind.PendingRelease(On!.Value),
            "redating" => new EntryKind.ExpiryChange(Under!.Value),
            "review" => new EntryKind.TierReview(FromTier!, ToTier!, On!.Value),
            "erasure" => new EntryKind.Erasure(On!.Value),
            _ => throw new InvalidDataException($"the entry has the kind {Kind}, which this version does not know"),
        };

    private Fen? Pay => PayFen is { } fen ? new Fen(fen) : null;

    private WithheldCompensation? WithheldCompensation =>
        Withheld is { } points ? new(new(points), Enum.Parse<WithholdingReason>(WithheldBecause!)) : null;
}
