using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Reads a redemption that a member's app or a merchant's till posts.</summary>
[FieldDescription("merchantId", "The merchant who honours the reward, if the reward leaves that open.")]
[FieldDescription("memberCode", "The spend code by which the member consents; required from a merchant.")]
[FieldDescription("points", "How many points to turn into value, for a reward whose value varies.")]
[FieldDescription(
    "billFen",
    "What is left to pay of the bill before this redemption, for a reward that is a discount on a bill."
)]
[FieldDescription(
    "takenOffFen",
    "What redemptions of this reward have taken off the same bill before. It counts towards the most that the reward"
        + " takes off one bill."
)]
[FieldDescription(
    "holdUntil",
    "When a hold expires if it is not confirmed; by default a day from now, or earlier if the terms say so."
)]
internal static class RedeemBody
{
    private const int MemberCodeLengthMax = 64;

    /// <summary>The modes, each with whether it holds the points instead of spending them.</summary>
    private static readonly Dictionary<string, bool> Modes = new(StringComparer.Ordinal)
    {
        ["immediate"] = false,
        ["hold"] = true,
    };

    public static Redeem Read(FieldReader reader, string memberId, Actor by)
    {
        reader.RequireId(memberId);
        var isHold = reader.Choice("mode", Modes, defaultValue: "immediate");
        var holdUntil = reader.OptionalInstant("holdUntil");
        if (holdUntil is not null && !isHold)
            reader.AddError("holdUntil", "is allowed only with the mode hold");
        var spendCode = reader.OptionalText("memberCode", MemberCodeLengthMax);
        if (by is Actor.Merchant && spendCode is null)
            reader.AddError("memberCode", "is required from a merchant: the spend code by which the member consents");
        return new(
            new WalletId(memberId, reader.Id("programmeId")),
            reader.Id("rewardId"),
            reader.OptionalId("merchantId"),
            (int)reader.WholeNumber("quantity", 1, Redeem.QuantityMax, defaultValue: 1),
            reader.OptionalWholeNumber("points", 1, Redeem.PointsMax.Value) is { } points ? new Points(points) : null
        )
        {
            By = by,
            Bill = reader.OptionalWholeNumber("billFen", 0, OrderLine.AmountMax.Value) is { } bill
                ? new Fen(bill)
                : null,
            TakenOff = reader.OptionalWholeNumber("takenOffFen", 1, OrderLine.AmountMax.Value) is { } taken
                ? new Fen(taken)
                : null,
            IsHold = isHold,
            HoldUntil = holdUntil,
            SpendCodeDigest =
                by is Actor.Merchant && spendCode is not null ? SpendCode.DigestOf(memberId, spendCode) : null,
            VoucherCode = RandomCodes.NewVoucherCode(),
        };
    }
}
