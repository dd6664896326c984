using Points.Domain.Billing;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Domain.Wallets;
using Points.Functions.Accruing;

namespace Points.Functions.Billing;

/// <summary>Reads a bill, and what is to be taken off it.</summary>
internal static class BillBody
{
    public static QuoteBill Read(Fields fields, string memberId)
    {
        if (!Fields.IsId(memberId)) fields.Fault(nameof(memberId), Fields.IdRule);
        return new(
            new WalletId(memberId, fields.Id("programmeId")),
            fields.Id("merchantId"),
            AccrueBody.Lines(fields),
            fields.Ids("rewardIds", QuoteBill.RewardIdsMax),
            fields.OptionalWhole("points", 1, Redeem.PointsMax.Value) is { } points ? new Points(points) : null);
    }
}
