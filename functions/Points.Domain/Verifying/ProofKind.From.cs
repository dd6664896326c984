using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>Writes kinds of entries.</summary>
public sealed partial record ProofKind
{
    internal static ProofKind From(EntryKind kind) =>
        kind.Match(
            purchase: it => new ProofKind("purchase") { MerchantId = it.MerchantId, OrderId = it.OrderId },
            action: it => new("deed") { ActionId = it.ActionId, Reference = it.Reference },
            grant: it => From(it),
            adjustment: it =>
                new("adjustment")
                {
                    Adjusts = ProofWords.NameOf(it.Adjusts),
                    Points = it.Points.Value,
                    Reference = it.Reference,
                },
            openingBalance: it => new("opening-balance") { Points = it.Points.Value, Reference = it.Reference },
            redemption: it =>
                OfReward("redemption", it.RedemptionId, it.RewardId, it.HonouredBy, it.Worth, it.Pay) with
                {
                    VoucherCode = it.Voucher?.Code,
                    VoucherExpiresOn = it.Voucher?.ExpiresOn,
                },
            hold: it =>
                OfReward("hold", it.RedemptionId, it.RewardId, it.HonouredBy, it.Worth, it.Pay) with
                {
                    Quantity = it.Quantity,
                    Until = it.Until.ToUniversalTime(),
                },
            confirmation: it => OfReward("confirmation", it.RedemptionId, it.RewardId, it.HonouredBy, it.Worth, it.Pay),
            release: it =>
                new ProofKind("release")
                {
                    RedemptionId = it.RedemptionId,
                    EndedBy = ProofWords.NameOf(it.Reason),
                    On = it.On,
                    Compensation = it.Compensation.Value,
                }.With(it.Withheld),
            voucherUse: it =>
                new("voucher-use")
                {
                    RedemptionId = it.RedemptionId,
                    HonouredBy = it.HonouredBy,
                    Reference = it.Reference,
                    WorthFen = it.Worth.Value,
                    PayFen = it.Pay?.Value,
                    PaidBy = it.PaidBy,
                },
            reversal: it => From(it),
            refund: it => From(it),
            transferOut: it =>
                new("transfer-out")
                {
                    TransferId = it.TransferId,
                    OtherLedger = it.Receiver,
                    Until = it.ResumeAt.ToUniversalTime(),
                },
            transferIn: it =>
                new("transfer-in")
                {
                    TransferId = it.TransferId,
                    OtherLedger = it.Sender,
                    IsAccepted = it.IsAccepted,
                },
            transferCompletion: it =>
                new("transfer-end")
                {
                    TransferId = it.TransferId,
                    OtherLedger = it.Receiver,
                    IsAccepted = it.HasArrived,
                },
            expiry: it => new("expiry") { On = it.On },
            pendingRelease: it => new("pending-release") { On = it.On },
            expiryChange: it => new("redating") { Revision = it.Revision },
            tierReview: it =>
                new("review")
                {
                    FromTier = it.FromTier,
                    ToTier = it.ToTier,
                    On = it.On,
                },
            erasure: it => new("erasure") { On = it.On }
        );

    private static ProofKind From(EntryKind.Grant it) =>
        (
            it.Reward is { } reward
                ? OfReward("grant", reward.RedemptionId, reward.RewardId, reward.HonouredBy, reward.Worth, pay: null)
                : new("grant")
        ) with
        {
            GrantId = it.GrantId,
            Occurrence = it.Occurrence,
            VoucherCode = it.Reward?.Voucher.Code,
            VoucherExpiresOn = it.Reward?.Voucher.ExpiresOn,
        };

    private static ProofKind From(EntryKind.Reversal it) =>
        (
            OfReward("reversal", it.RedemptionId, it.RewardId, it.HonouredBy, it.Worth, pay: null) with
            {
                Quantity = it.Quantity,
                Fault = ProofWords.NameOf(it.Fault),
                Compensation = it.Compensation.Value,
                PiecesLeft = it.PiecesLeft,
                Revision = it.SpentRevision,
            }
        ).With(it.Withheld);

    private static ProofKind From(EntryKind.Refund it) =>
        new("refund")
        {
            MerchantId = it.MerchantId,
            OrderId = it.OrderId,
            RefundId = it.RefundId,
            Points = it.TakenBack.Value,
            PointsReturned = it.PointsReturned.Value,
            Revision = it.EarnedRevision,
            ExpiredUnused = it.ExpiredUnused is { } lot ? new(lot.Points.Value, lot.ExpiresOn, lot.IssuedBy) : null,
        };

    private ProofKind With(WithheldCompensation? withheld) =>
        withheld is null
            ? this
            : this with
            {
                Withheld = withheld.Points.Value,
                WithheldBecause = ProofWords.NameOf(withheld.Reason),
            };

    private static ProofKind OfReward(
        string name,
        string redemptionId,
        string rewardId,
        string honouredBy,
        Fen worth,
        Fen? pay
    ) =>
        new(name)
        {
            RedemptionId = redemptionId,
            RewardId = rewardId,
            HonouredBy = honouredBy,
            WorthFen = worth.Value,
            PayFen = pay?.Value,
        };
}
