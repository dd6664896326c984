using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>Writes kinds of entries.</summary>
internal sealed partial record EntryKindDocument
{
    public static EntryKindDocument From(EntryKind kind) =>
        kind.Match(
            purchase: it => new EntryKindDocument("purchase") { MerchantId = it.MerchantId, OrderId = it.OrderId },
            action: it => new EntryKindDocument("deed") { Action = it.ActionId, Reference = it.Reference },
            grant: it =>
                it.Reward is { } reward
                    ? ForRedemption(
                        GrantKind,
                        reward.RedemptionId,
                        reward.RewardId,
                        reward.HonouredBy,
                        reward.Worth,
                        pay: null
                    ) with
                    {
                        GrantId = it.GrantId,
                        Reference = it.Occurrence,
                        VoucherCode = reward.Voucher.Code,
                        VoucherExpiresOn = reward.Voucher.ExpiresOn,
                    }
                    : new EntryKindDocument(GrantKind) { GrantId = it.GrantId, Reference = it.Occurrence },
            adjustment: it => new EntryKindDocument("adjustment")
            {
                Adjusts = it.Adjusts.ToString(),
                Points = it.Points.Value,
                Reference = it.Reference,
            },
            openingBalance: it => new EntryKindDocument("opening-balance")
            {
                Points = it.Points.Value,
                Reference = it.Reference,
            },
            redemption: it =>
                ForRedemption("redemption", it.RedemptionId, it.RewardId, it.HonouredBy, it.Worth, it.Pay) with
                {
                    VoucherCode = it.Voucher?.Code,
                    VoucherExpiresOn = it.Voucher?.ExpiresOn,
                },
            hold: it =>
                ForRedemption("hold", it.RedemptionId, it.RewardId, it.HonouredBy, it.Worth, it.Pay) with
                {
                    Quantity = it.Quantity,
                    Until = it.Until.ToUniversalTime(),
                },
            confirmation: it =>
                ForRedemption("confirmation", it.RedemptionId, it.RewardId, it.HonouredBy, it.Worth, it.Pay),
            release: it => new EntryKindDocument("release")
            {
                RedemptionId = it.RedemptionId,
                Reason = it.Reason.ToString(),
                On = it.On,
                Points = it.Compensation.Value,
                Withheld = it.Withheld?.Points.Value,
                WithheldBecause = it.Withheld?.Reason.ToString(),
            },
            voucherUse: it =>
                ForRedemption("voucher-use", it.RedemptionId, null, it.HonouredBy, it.Worth, it.Pay) with
                {
                    Reference = it.Reference,
                    PaidBy = it.PaidBy,
                },
            reversal: it =>
                ForRedemption("reversal", it.RedemptionId, it.RewardId, it.HonouredBy, it.Worth, null) with
                {
                    Quantity = it.Quantity,
                    Fault = it.Fault.ToString(),
                    Points = it.Compensation.Value,
                    Left = it.PiecesLeft,
                    Under = it.SpentRevision,
                    Withheld = it.Withheld?.Points.Value,
                    WithheldBecause = it.Withheld?.Reason.ToString(),
                },
            refund: it => new EntryKindDocument("refund")
            {
                MerchantId = it.MerchantId,
                OrderId = it.OrderId,
                RefundId = it.RefundId,
                Points = it.TakenBack.Value,
                Returned = it.PointsReturned.Value,
                Under = it.EarnedRevision,
                Lapsed = LotDocument.FromOptional(it.ExpiredUnused),
            },
            transferOut: it => new EntryKindDocument("transfer-out")
            {
                TransferId = it.TransferId,
                Counterpart = it.Receiver,
                Until = it.ResumeAt.ToUniversalTime(),
            },
            transferIn: it => new EntryKindDocument("transfer-in")
            {
                TransferId = it.TransferId,
                Counterpart = it.Sender,
                Succeeded = it.IsAccepted,
            },
            transferCompletion: it => new EntryKindDocument("transfer-end")
            {
                TransferId = it.TransferId,
                Counterpart = it.Receiver,
                Succeeded = it.HasArrived,
            },
            expiry: it => new EntryKindDocument("expiry") { On = it.On },
            pendingRelease: it => new EntryKindDocument("pending-release") { On = it.On },
            expiryChange: it => new EntryKindDocument("redating") { Under = it.Revision },
            tierReview: it => new EntryKindDocument("review")
            {
                FromTier = it.FromTier,
                ToTier = it.ToTier,
                On = it.On,
            },
            erasure: it => new EntryKindDocument("erasure") { On = it.On }
        );

    private static EntryKindDocument ForRedemption(
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
