using Points.Domain.Billing;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Domain.Wallets;
using Points.Functions.Accruing;
using Points.Functions.OpenApi;

namespace Points.Functions.Billing;

/// <summary>Reads a bill, and what is to be taken off it.</summary>
[Field("rewardIds", "What is to be taken off the bill, in this order; one named twice is taken twice.")]
[Field("points", "How many to turn into value, for a reward whose value varies; its minimum where none is given.")]
internal static class BillBody
{
    public static QuoteBill Read(Fields fields, string memberId)
    {
        fields.NeedId(memberId);
        return new(
            new WalletId(memberId, fields.Id("programmeId")),
            fields.Id("merchantId"),
            AccrueBody.Lines(fields),
            fields.Ids("rewardIds", QuoteBill.RewardIdsMax),
            fields.OptionalWhole("points", 1, Redeem.PointsMax.Value) is { } points ? new Points(points) : null
        );
    }
}
