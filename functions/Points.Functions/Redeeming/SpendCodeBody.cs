using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Reads what a spend code allows.</summary>
/// <param name="Cap">The most points the code allows.</param>
[FieldDescription("programmeId", "The programme whose points the code may spend.")]
[FieldDescription("points", "The most points the code may spend.")]
[FieldDescription("merchantId", "The merchant who may use the code. Required unless the code names a reward.")]
[FieldDescription("rewardId", "The reward that the code is for. Required unless the code names a merchant.")]
internal sealed record SpendCodeBody(string ProgrammeId, Points Cap, string? MerchantId, string? RewardId)
{
    public static SpendCodeBody Read(FieldReader reader)
    {
        var body = new SpendCodeBody(
            reader.Id("programmeId"),
            new(reader.WholeNumber("points", 1, Redeem.PointsMax.Value)),
            reader.OptionalId("merchantId"),
            reader.OptionalId("rewardId")
        );
        if (body is { MerchantId: null, RewardId: null })
            reader.AddError("merchantId", "is required, or rewardId is: whom the code is for, or for which reward");
        return body;
    }
}
