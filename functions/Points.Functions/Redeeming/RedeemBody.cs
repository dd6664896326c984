using Points.Domain.Accruing;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Domain.Wallets;

namespace Points.Functions.Redeeming;

/// <summary>Reads a redemption as members' apps post it.</summary>
internal static class RedeemBody
{
    private const int MemberCodeLengthMax = 64;

    private static readonly Dictionary<string, string> Modes = new(StringComparer.Ordinal) { ["immediate"] = "immediate" };

    public static Redeem Read(Fields fields, string memberId)
    {
        if (!Fields.IsId(memberId)) fields.Fault(nameof(memberId), Fields.IdRule);
        fields.Choice("mode", Modes, absent: "immediate");
        // Part of the contract for rewards that lower a bill and for merchants; these rewards are neither.
        fields.Whole("billFen", 0, OrderLine.AmountMax.Value, absent: 0);
        fields.OptionalText("memberCode", MemberCodeLengthMax);
        var points = fields.Whole("points", 1, Redeem.PointsMax.Value, absent: 0);
        return new(
            new WalletId(memberId, fields.Id("programmeId")),
            fields.Id("rewardId"),
            fields.OptionalId("merchantId"),
            (int)fields.Whole("quantity", 1, Redeem.QuantityMax, absent: 1),
            points == 0 ? null : new Points(points));
    }
}
