using System.Globalization;
using Points.Domain.Ledger;

namespace Points.Domain.Verifying;

/// <summary>A reward that the member took, and what became of it.</summary>
/// <param name="Quantity">In pieces.</param>
/// <param name="Lots">The shares of issuers in its points, with their last days.</param>
/// <param name="Revision">The revision under which its points were held or, later, spent.</param>
/// <param name="Status">The stored status: a hold that has expired stays <c>held</c>.</param>
/// <param name="History">What changed its status, oldest first.</param>
/// <param name="CompensationRate">
/// The fraction of reversed points that a merchant at fault pays, as a decimal number.
/// </param>
/// <param name="GrantId">The grant that gave it; missing for what the member redeemed.</param>
/// <param name="PaidBy">The merchant that pays for what a grant gave.</param>
/// <param name="ReservationId">The reservation of its pieces; missing if the reward's stock is not limited.</param>
/// <param name="PointsReversedForMerchantFault">The points of pieces that came back by the merchant's fault.</param>
/// <param name="PointsCompensated">The compensation for it so far.</param>
public sealed record ProofRedemption(
    string RedemptionId,
    string RewardId,
    string HonouredBy,
    int Quantity,
    long Points,
    long WorthFen,
    IReadOnlyList<ProofLot> Lots,
    DateTimeOffset At,
    int Revision,
    string Status,
    IReadOnlyList<ProofRedemptionEvent> History,
    DateTimeOffset? HoldUntil,
    long? PayFen,
    string CompensationRate,
    string? PaidOrderId,
    string? GrantId,
    string? PaidBy,
    string? ReservationId,
    int PiecesReversed,
    long PointsReversedForMerchantFault,
    long PointsCompensated,
    ProofVoucher? Voucher
)
{
    internal static ProofRedemption From(Redemption it) =>
        new(
            it.RedemptionId,
            it.RewardId,
            it.HonouredBy,
            it.Quantity,
            it.Points.Value,
            it.Worth.Value,
            ProofLot.From(it.Lots),
            it.At.ToUniversalTime(),
            it.Revision,
            ProofWords.NameOf(it.Status),
            [
                .. it.History.Select(change => new ProofRedemptionEvent(
                    ProofWords.NameOf(change.Status),
                    change.At.ToUniversalTime(),
                    change.EntryId,
                    change.Points.Value,
                    change.Withheld.Value
                )),
            ],
            it.HoldUntil?.ToUniversalTime(),
            it.Pay?.Value,
            it.CompensationRate.ToString("G29", CultureInfo.InvariantCulture),
            it.PaidOrderId,
            it.Grant?.GrantId,
            it.Grant?.PaidBy,
            it.Reservation?.ReservationId,
            it.PiecesReversed,
            it.PointsReversedForMerchantFault.Value,
            it.PointsCompensated.Value,
            it.Voucher is { } voucher ? ProofVoucher.From(voucher) : null
        );

    internal Redemption ToRedemption(string programmeId) =>
        new()
        {
            RedemptionId = RedemptionId,
            ProgrammeId = programmeId,
            RewardId = RewardId,
            HonouredBy = HonouredBy,
            Quantity = Quantity,
            Points = new(Points),
            Worth = new(WorthFen),
            Lots = ProofLot.ToLots(Lots),
            At = At,
            Revision = Revision,
            Status = ProofWords.Parse<RedemptionStatus>(Status),
            History =
            [
                .. History.Select(it => new RedemptionEvent(
                    ProofWords.Parse<RedemptionStatus>(it.Status),
                    it.At,
                    it.EntryId,
                    new(it.Points),
                    Reason: null,
                    new(it.Withheld)
                )),
            ],
            HoldUntil = HoldUntil,
            Pay = PayFen is { } fen ? new Fen(fen) : null,
            CompensationRate = decimal.Parse(CompensationRate, CultureInfo.InvariantCulture),
            PaidOrderId = PaidOrderId,
            Grant = GrantId is null ? null : new(GrantId, PaidBy ?? ""),
            Reservation = ReservationId is null ? null : new(ReservationId, []),
            PiecesReversed = PiecesReversed,
            PointsReversedForMerchantFault = new(PointsReversedForMerchantFault),
            PointsCompensated = new(PointsCompensated),
            Voucher = Voucher?.ToVoucher(),
        };
}

/// <summary>A change of a redemption's status.</summary>
/// <param name="Points">The points that came back; 0 if none did.</param>
/// <param name="Withheld">Compensation that the member did not get.</param>
public sealed record ProofRedemptionEvent(string Status, DateTimeOffset At, string EntryId, long Points, long Withheld);

/// <param name="ExpiresOn">The last day of use; missing if it never expires.</param>
/// <param name="UsedBy">The entry that used it; missing until it is used.</param>
/// <param name="Reference">The merchant's reference of its use.</param>
public sealed record ProofVoucher(
    string Code,
    DateOnly? ExpiresOn,
    long? MinimumBillFen,
    string? UsedBy,
    DateTimeOffset? UsedAt,
    string? Reference
)
{
    internal static ProofVoucher From(Voucher it) =>
        new(
            it.Code,
            it.ExpiresOn,
            it.MinimumBill?.Value,
            it.Use?.EntryId,
            it.Use?.At.ToUniversalTime(),
            it.Use?.Reference
        );

    internal Voucher ToVoucher() =>
        new(
            Code,
            ExpiresOn,
            MinimumBillFen is { } fen ? new Fen(fen) : null,
            UsedBy is null ? null : new(UsedAt ?? default, Reference ?? "", UsedBy)
        );
}
