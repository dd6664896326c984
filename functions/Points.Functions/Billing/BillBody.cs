using Points.Domain.Billing;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.Earning;
using Points.Functions.OpenApi;

namespace Points.Functions.Billing;

/// <summary>Reads a bill, and what is to be taken off it.</summary>
[FieldDescription("rewardIds", "What is to be taken off the bill, in this order; one named twice is taken twice.")]
[FieldDescription(
    "points",
    "How many to turn into value, for a reward whose value varies; its minimum where none is given."
)]
internal static class BillBody
{
    public static QuoteBill Read(FieldReader fields, string memberId)
    {
        fields.RequireId(memberId);
        return new(
            new WalletId(memberId, fields.Id("programmeId")),
            fields.Id("merchantId"),
            AccrueBody.Lines(fields),
            fields.Ids("rewardIds", QuoteBill.RewardIdsMax),
            fields.OptionalWholeNumber("points", 1, Redeem.PointsMax.Value) is { } points ? new Points(points) : null
        );
    }
}
