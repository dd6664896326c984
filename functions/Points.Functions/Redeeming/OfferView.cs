using System.Text.Json;
using Points.Domain;
using Points.Domain.Programmes;
using Points.Domain.Redeeming;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>A reward as it is offered now.</summary>
/// <param name="Points">For one, or at least where <paramref name="PointsVary"/>.</param>
/// <param name="WorthFen">Of so many points.</param>
/// <param name="Eligible">Whether the member can have one now; absent where no member looks.</param>
/// <param name="Why">What stands against it.</param>
/// <param name="WhyCode">The same as the code that a redemption would be refused with.</param>
internal sealed record OfferView(
    string RewardId,
    BilingualName Name,
    [OneOf("goods", "service", "ticket", "voucher", "coupon", "bill-offset")] string Kind,
    long Points,
    long ListPoints,
    bool? PointsVary,
    long WorthFen,
    long? MinimumBillFen,
    long? Stock,
    bool? Eligible,
    string? Why,
    string? WhyCode,
    string? MerchantId
)
{
    public static OfferView From(RewardOffer it, bool isMembers)
    {
        var problem = it.Refusal is { } why ? Problems.From(why) : null;
        return new(
            it.Reward.RewardId,
            it.Reward.Name,
            JsonNamingPolicy.KebabCaseLower.ConvertName(it.Reward.Kind.ToString()),
            it.Points.Value,
            it.ListPoints.Value,
            it.Price is Price.Variable ? true : null,
            it.Worth.Value,
            it.Reward.MinimumBill?.Value,
            it.PiecesLeft,
            isMembers ? problem is null : null,
            problem?.Detail,
            problem?.Code,
            it.Reward.MerchantId
        );
    }
}

internal sealed record PriceView(string ProgrammeId, string RewardId, long Points);
