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
    public static QuoteBill Read(FieldReader reader, string memberId)
    {
        reader.RequireId(memberId);
        return new(
            new WalletId(memberId, reader.Id("programmeId")),
            reader.Id("merchantId"),
            AccrueBody.Lines(reader),
            reader.Ids("rewardIds", QuoteBill.RewardIdsMax),
            reader.OptionalWholeNumber("points", 1, Redeem.PointsMax.Value) is { } points ? new Points(points) : null
        );
    }
}
