using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>Why an entry was booked: its kind, and the fields that this kind has. The others are missing.</summary>
/// <param name="Name">The word with which the hash of the kind begins.</param>
public sealed partial record ProofKind(string Name)
{
    public string? MerchantId { get; init; }
    public string? OrderId { get; init; }
    public string? ActionId { get; init; }
    public string? Reference { get; init; }
    public string? GrantId { get; init; }
    public string? Occurrence { get; init; }
    public string? RedemptionId { get; init; }
    public string? RewardId { get; init; }
    public string? HonouredBy { get; init; }
    public long? WorthFen { get; init; }
    public string? VoucherCode { get; init; }
    public DateOnly? VoucherExpiresOn { get; init; }
    public long? PayFen { get; init; }
    public string? PaidBy { get; init; }

    /// <summary>In pieces.</summary>
    public int? Quantity { get; init; }

    /// <summary>When a hold ends, or a transfer is continued.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary><c>goodwill</c> or <c>correction</c>.</summary>
    public string? Adjusts { get; init; }

    /// <summary>The points of an adjustment or an opening balance, or those that a refund took back.</summary>
    public long? Points { get; init; }

    /// <summary>The points that had paid for a refunded order and came back.</summary>
    public long? PointsReturned { get; init; }

    /// <summary>Why a hold ended: <c>cancelled</c> or <c>lapsed</c>.</summary>
    public string? EndedBy { get; init; }
    public DateOnly? On { get; init; }
    public long? Compensation { get; init; }
    public long? Withheld { get; init; }

    /// <summary><c>cap-reached</c>, <c>times-reached</c> or <c>not-licensed</c>.</summary>
    public string? WithheldBecause { get; init; }

    /// <summary><c>member</c> or <c>merchant</c>.</summary>
    public string? Fault { get; init; }
    public int? PiecesLeft { get; init; }

    /// <summary>The terms under which points were spent or earned, or that changed the expiry.</summary>
    public int? Revision { get; init; }
    public string? RefundId { get; init; }

    /// <summary>What a refund took back of points that had expired unused.</summary>
    public ProofLot? ExpiredUnused { get; init; }
    public string? TransferId { get; init; }

    /// <summary>The key of the ledger of the other member of a transfer.</summary>
    public string? OtherLedger { get; init; }

    /// <summary>Whether a transfer was accepted.</summary>
    public bool? IsAccepted { get; init; }
    public string? FromTier { get; init; }
    public string? ToTier { get; init; }

    internal EntryKind ToEntryKind() =>
        Name switch
        {
            "purchase" => new EntryKind.Purchase(MerchantId!, OrderId!),
            "deed" => new EntryKind.Action(ActionId!, Reference!),
            "grant" => new EntryKind.Grant(
                GrantId!,
                Occurrence!,
                RedemptionId is null
                    ? null
                    : new(RedemptionId, RewardId!, HonouredBy!, Worth, new(VoucherCode!, VoucherExpiresOn))
            ),
            "adjustment" => new EntryKind.Adjustment(
                ProofWords.Parse<AdjustmentKind>(Adjusts!),
                new(Points!.Value),
                Reference!
            ),
            "opening-balance" => new EntryKind.OpeningBalance(new(Points!.Value), Reference!),
            "redemption" => new EntryKind.Redemption(
                RedemptionId!,
                RewardId!,
                HonouredBy!,
                Worth,
                VoucherCode is null ? null : new(VoucherCode, VoucherExpiresOn),
                Pay
            ),
            "hold" => new EntryKind.Hold(
                RedemptionId!,
                RewardId!,
                HonouredBy!,
                Worth,
                Quantity!.Value,
                Until!.Value,
                Pay
            ),
            "confirmation" => new EntryKind.Confirmation(RedemptionId!, RewardId!, HonouredBy!, Worth, Pay),
            "release" => new EntryKind.Release(
                RedemptionId!,
                ProofWords.Parse<ReleaseReason>(EndedBy!),
                On!.Value,
                new(Compensation!.Value),
                WithheldCompensation
            ),
            "voucher-use" => new EntryKind.VoucherUse(RedemptionId!, HonouredBy!, Reference!, Worth, Pay, PaidBy),
            "reversal" => new EntryKind.Reversal(
                RedemptionId!,
                RewardId!,
                HonouredBy!,
                Quantity!.Value,
                Worth,
                ProofWords.Parse<FaultParty>(Fault!),
                new(Compensation!.Value),
                PiecesLeft!.Value,
                Revision!.Value,
                WithheldCompensation
            ),
            "refund" => new EntryKind.Refund(
                MerchantId!,
                OrderId!,
                RefundId!,
                new(Points!.Value),
                new(PointsReturned!.Value),
                Revision,
                ExpiredUnused is { } it ? new(new(it.Points), it.ExpiresOn, it.IssuedBy) : null
            ),
            "transfer-out" => new EntryKind.TransferOut(TransferId!, OtherLedger!, Until!.Value),
            "transfer-in" => new EntryKind.TransferIn(TransferId!, OtherLedger!, IsAccepted!.Value),
            "transfer-end" => new EntryKind.TransferCompletion(TransferId!, OtherLedger!, IsAccepted!.Value),
            "expiry" => new EntryKind.Expiry(On!.Value),
            "pending-release" => new EntryKind.PendingRelease(On!.Value),
            "redating" => new EntryKind.ExpiryChange(Revision!.Value),
            "review" => new EntryKind.TierReview(FromTier!, ToTier!, On!.Value),
            "erasure" => new EntryKind.Erasure(On!.Value),
            _ => throw new FormatException($"{Name} is not a kind of entry"),
        };

    private Fen Worth => new(WorthFen!.Value);

    private Fen? Pay => PayFen is { } fen ? new Fen(fen) : null;

    private WithheldCompensation? WithheldCompensation =>
        Withheld is { } points ? new(new(points), ProofWords.Parse<WithholdingReason>(WithheldBecause!)) : null;
}
