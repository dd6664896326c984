using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Documents;

/// <summary>What an entry was booked for: the kind, and the fields of that kind.</summary>
internal sealed record CauseDocument(string Kind)
{
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
    public string? MemberId { get; init; }
    public bool? Succeeded { get; init; }
    public DateOnly? On { get; init; }
    public string? FromTier { get; init; }
    public string? ToTier { get; init; }

    public static CauseDocument From(Cause cause) =>
        cause.Match(
            purchase: it => new CauseDocument("purchase") { MerchantId = it.MerchantId, OrderId = it.OrderId },
            deed: it => new CauseDocument("deed") { Action = it.Action, Reference = it.Reference },
            redemption: it =>
                Of("redemption", it.RedemptionId, it.RewardId, it.HonouredBy, it.Worth, it.Pay) with
                {
                    VoucherCode = it.Voucher?.Code,
                    VoucherExpiresOn = it.Voucher?.ExpiresOn,
                },
            hold: it =>
                Of("hold", it.RedemptionId, it.RewardId, it.HonouredBy, it.Worth, it.Pay) with
                {
                    Quantity = it.Quantity,
                    Until = it.Until.ToUniversalTime(),
                },
            confirmation: it => Of("confirmation", it.RedemptionId, it.RewardId, it.HonouredBy, it.Worth, it.Pay),
            release: it => new CauseDocument("release")
            {
                RedemptionId = it.RedemptionId,
                Reason = it.Reason.ToString(),
                On = it.On,
                Points = it.Compensation.Value,
            },
            voucherUse: it =>
                Of("voucher-use", it.RedemptionId, null, it.HonouredBy, it.Worth, it.Pay) with
                {
                    Reference = it.Reference,
                },
            reversal: it =>
                Of("reversal", it.RedemptionId, it.RewardId, it.HonouredBy, it.Worth, null) with
                {
                    Quantity = it.Quantity,
                    Fault = it.By.ToString(),
                    Points = it.Compensation.Value,
                    Left = it.Left,
                    Under = it.ConsumedUnder,
                },
            refund: it => new CauseDocument("refund")
            {
                MerchantId = it.MerchantId,
                OrderId = it.OrderId,
                RefundId = it.RefundId,
                Points = it.TakenBack.Value,
                Returned = it.Returned.Value,
                Under = it.EarnedUnder,
                Lapsed = LotDocument.FromOne(it.Lapsed),
            },
            transferOut: it => new CauseDocument("transfer-out")
            {
                TransferId = it.TransferId,
                MemberId = it.ToMemberId,
                Until = it.LookAt.ToUniversalTime(),
            },
            transferIn: it => new CauseDocument("transfer-in")
            {
                TransferId = it.TransferId,
                MemberId = it.FromMemberId,
                Succeeded = it.Taken,
            },
            transferEnd: it => new CauseDocument("transfer-end")
            {
                TransferId = it.TransferId,
                MemberId = it.ToMemberId,
                Succeeded = it.Arrived,
            },
            expiry: it => new CauseDocument("expiry") { On = it.On },
            redating: it => new CauseDocument("redating") { Under = it.Revision },
            review: it => new CauseDocument("review")
            {
                FromTier = it.FromTier,
                ToTier = it.ToTier,
                On = it.On,
            }
        );

    public Cause ToCause() =>
        Kind switch
        {
            "purchase" => new Cause.Purchase(MerchantId!, OrderId!),
            "deed" => new Cause.Deed(Action!, Reference!),
            "redemption" => new Cause.Redemption(
                RedemptionId!,
                RewardId!,
                HonouredBy!,
                new(WorthFen!.Value),
                VoucherCode is null ? null : new VoucherIssued(VoucherCode, VoucherExpiresOn),
                Pay
            ),
            "hold" => new Cause.Hold(
                RedemptionId!,
                RewardId!,
                HonouredBy!,
                new(WorthFen!.Value),
                Quantity!.Value,
                Until!.Value,
                Pay
            ),
            "confirmation" => new Cause.Confirmation(RedemptionId!, RewardId!, HonouredBy!, new(WorthFen!.Value), Pay),
            "release" => new Cause.Release(
                RedemptionId!,
                Enum.Parse<ReleaseReason>(Reason!),
                On!.Value,
                new(Points!.Value)
            ),
            "voucher-use" => new Cause.VoucherUse(RedemptionId!, HonouredBy!, Reference!, new(WorthFen!.Value), Pay),
            "reversal" => new Cause.Reversal(
                RedemptionId!,
                RewardId!,
                HonouredBy!,
                Quantity!.Value,
                new(WorthFen!.Value),
                Enum.Parse<AtFault>(Fault!),
                new(Points!.Value),
                Left!.Value,
                Under!.Value
            ),
            "refund" => new Cause.Refund(
                MerchantId!,
                OrderId!,
                RefundId!,
                new(Points!.Value),
                new(Returned!.Value),
                Under,
                Lapsed?.ToLot()
            ),
            "transfer-out" => new Cause.TransferOut(TransferId!, MemberId!, Until!.Value),
            "transfer-in" => new Cause.TransferIn(TransferId!, MemberId!, Succeeded!.Value),
            "transfer-end" => new Cause.TransferEnd(TransferId!, MemberId!, Succeeded!.Value),
            "expiry" => new Cause.Expiry(On!.Value),
            "redating" => new Cause.Redating(Under!.Value),
            "review" => new Cause.Review(FromTier!, ToTier!, On!.Value),
            _ => throw new InvalidDataException($"an entry was booked for {Kind}, which this version does not know"),
        };

    private Fen? Pay => PayFen is { } fen ? new Fen(fen) : null;

    private static CauseDocument Of(
        string kind,
        string redemptionId,
        string? rewardId,
        string honouredBy,
        Fen worth,
        Fen? pay
    ) =>
        new(kind)
        {
            RedemptionId = redemptionId,
            RewardId = rewardId,
            HonouredBy = honouredBy,
            WorthFen = worth.Value,
            PayFen = pay?.Value,
        };
}
