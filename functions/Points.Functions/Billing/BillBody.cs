using Points.Domain.Billing;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.Earning;
using Points.Functions.Members;
using Points.Functions.OpenApi;

namespace Points.Functions.Billing;

/// <summary>Reads a bill and the rewards to use for it.</summary>
[FieldDescription(
    "rewardIds",
    "The rewards to use, in this order, each for what the ones before it leave to pay. A reward named twice is used"
        + " twice."
)]
[FieldDescription("points", "The points to spend on a reward with a variable price. Without it, the reward's minimum.")]
[FieldDescription(
    "cardCode",
    "The code of the member's card. The answer shows the balance only with it. Without it, a merchant is quoted the"
        + " bill of somebody of whom nothing is known, and no rewards."
)]
internal static class BillBody
{
    /// <summary>Reads the bill, with the card code that the till names, if any.</summary>
    public static (QuoteBill Bill, string? CardCode) Read(FieldReader reader, string memberId)
    {
        reader.RequireId(memberId);
        var bill = new QuoteBill(
            new WalletId(memberId, reader.Id("programmeId")),
            reader.Id("merchantId"),
            AccrueBody.Lines(reader),
            reader.Ids("rewardIds", QuoteBill.RewardIdsMax),
            reader.OptionalWholeNumber("points", 1, Redeem.PointsMax.Value) is { } points ? new Points(points) : null
        );
        return (bill, CardCodeField.ReadOptional(reader));
    }
}
