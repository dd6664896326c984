using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Domain.Wallets;

namespace Points.Functions.Redeeming;

/// <summary>Reads a redemption as members' apps post it.</summary>
internal static class RedeemBody
{
    private static readonly Dictionary<string, string> Modes = new(StringComparer.Ordinal) { ["immediate"] = "immediate" };

    public static Redeem Read(Fields fields, string memberId)
    {
        if (!Fields.IsId(memberId)) fields.Fault(nameof(memberId), Fields.IdRule);
        fields.Choice("mode", Modes, absent: "immediate");
        var points = fields.Whole("points", 1, Redeem.PointsMax.Value, absent: 0);
        return new(
            new WalletId(memberId, fields.Id("programmeId")),
            fields.Id("rewardId"),
            fields.OptionalId("merchantId"),
            (int)fields.Whole("quantity", 1, Redeem.QuantityMax, absent: 1),
            points == 0 ? null : new Points(points));
    }
}
