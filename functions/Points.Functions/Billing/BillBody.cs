using Points.Domain.Billing;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.Earning;
using Points.Functions.OpenApi;

namespace Points.Functions.Billing;

/// <summary>Reads a bill and the rewards to use for it.</summary>
[FieldDescription("rewardIds", "The rewards to use, in this order. A reward named twice is used twice.")]
[FieldDescription("points", "The points to spend on a reward with a variable price. Without it, the reward's minimum.")]
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
