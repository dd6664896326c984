using Points.Cosmos.Sealing;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Documents;

/// <summary>A redemption and its status.</summary>
internal sealed record RedemptionDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    string RewardId,
    int Quantity,
    string HonouredBy,
    long Points,
    long WorthFen,
    IReadOnlyList<LotDocument> Lots,
    string Status,
    DateTimeOffset At,
    int Revision,
    IReadOnlyList<RedemptionEventDocument> History
) : ISealedDocument
{
    public const string TypeName = "redemption";

    public DateTimeOffset? HoldUntil { get; init; }
    public long? PayFen { get; init; }
    public decimal? CompensationRate { get; init; }
    public int? Reversed { get; init; }
    public long? ReversedByMerchant { get; init; }
    public long? Compensated { get; init; }
    public Reservation? Reservation { get; init; }
    public VoucherDocument? Voucher { get; init; }

    /// <summary>The order that it paid a part of; null if none has named it, or in older documents.</summary>
    public string? PaidOrderId { get; init; }

    /// <summary>The grant that gave it; null for what the member redeemed.</summary>
    public GrantSource? Grant { get; init; }

    /// <summary>The sort key of voucher lists, in microseconds; null if no voucher was issued.</summary>
    public long? VoucherSince { get; init; }

    /// <summary>The sort key of the list of redemptions; missing in documents from before there was one.</summary>
    public string? SortKey { get; init; }

    public static RedemptionDocument From(string memberId, Redemption it) =>
        new(
            it.RedemptionId,
            TypeName,
            memberId,
            it.ProgrammeId,
            it.RewardId,
            it.Quantity,
            it.HonouredBy,
            it.Points.Value,
            it.Worth.Value,
            LotDocument.From(it.Lots),
            it.Status.ToString(),
            it.At.ToUniversalTime(),
            it.Revision,
            [.. it.History.Select(RedemptionEventDocument.From)]
        )
        {
            HoldUntil = it.HoldUntil?.ToUniversalTime(),
            PayFen = it.Pay?.Value,
            CompensationRate = it.CompensationRate == 0 ? null : it.CompensationRate,
            Reversed = it.PiecesReversed == 0 ? null : it.PiecesReversed,
            ReversedByMerchant =
                it.PointsReversedForMerchantFault.Value == 0 ? null : it.PointsReversedForMerchantFault.Value,
            Compensated = it.PointsCompensated.Value == 0 ? null : it.PointsCompensated.Value,
            Reservation = it.Reservation,
            PaidOrderId = it.PaidOrderId,
            Grant = it.Grant,
            Voucher = it.Voucher is null ? null : VoucherDocument.From(it.Voucher),
            SortKey = IListedRedemptions.SortKeyOf(it),
            VoucherSince = it.Voucher is null ? null : ISpendCodesAndVouchers.IssuedAtMicroseconds(it),
        };

    public Redemption ToRedemption() =>
        new()
        {
            RedemptionId = Id,
            ProgrammeId = ProgrammeId,
            RewardId = RewardId,
            HonouredBy = HonouredBy,
            Quantity = Quantity,
            Points = new(Points),
            Worth = new(WorthFen),
            Lots = LotDocument.ToLots(Lots),
            At = At,
            Revision = Revision,
            Status = StoredEnum.Parse<RedemptionStatus>(Status),
            History = [.. History.Select(it => it.ToEvent())],
            HoldUntil = HoldUntil,
            Pay = PayFen is { } fen ? new Fen(fen) : null,
            CompensationRate = CompensationRate ?? 0,
            PiecesReversed = Reversed ?? 0,
            PointsReversedForMerchantFault = new(ReversedByMerchant ?? 0),
            PointsCompensated = new(Compensated ?? 0),
            Reservation = Reservation,
            PaidOrderId = PaidOrderId,
            Grant = Grant,
            Voucher = Voucher?.ToVoucher(),
        };
}

internal sealed record RedemptionEventDocument(
    string Status,
    DateTimeOffset At,
    string EntryId,
    long? Points,
    string? Reason,
    long? Withheld
)
{
    public static RedemptionEventDocument From(RedemptionEvent it) =>
        new(
            it.Status.ToString(),
            it.At.ToUniversalTime(),
            it.EntryId,
            it.Points.Value == 0 ? null : it.Points.Value,
            it.Reason,
            it.Withheld.Value == 0 ? null : it.Withheld.Value
        );

    public RedemptionEvent ToEvent() =>
        new(StoredEnum.Parse<RedemptionStatus>(Status), At, EntryId, new(Points ?? 0), Reason, new(Withheld ?? 0));
}

internal sealed record VoucherDocument(string Code, DateOnly? ExpiresOn, long? MinimumBillFen, VoucherUse? Use)
{
    public static VoucherDocument From(Voucher it) => new(it.Code, it.ExpiresOn, it.MinimumBill?.Value, it.Use);

    public Voucher ToVoucher() => new(Code, ExpiresOn, MinimumBillFen is { } fen ? new Fen(fen) : null, Use);
}
