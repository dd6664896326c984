using System.Text.Json;
using Points.Domain;
using Points.Domain.Programmes;
using Points.Domain.Redeeming;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>A reward as it is offered now.</summary>
/// <param name="Points">The points for one piece; the minimum if <paramref name="PointsVary"/>.</param>
/// <param name="WorthFen">The value of these points.</param>
/// <param name="Eligible">Whether the member can have one now; absent if no member is named.</param>
/// <param name="Why">Why the member cannot have it; absent if they can.</param>
/// <param name="WhyCode">The problem code with which a redemption would be refused.</param>
/// <param name="HoldHoursMax">For how many hours it can be held; absent if the terms do not limit it.</param>
/// <param name="HoldPiecesMax">How many pieces a member can hold at once; absent if the terms do not limit it.</param>
internal sealed record OfferView(
    string RewardId,
    BilingualName Name,
    [OneOf("goods", "meal", "service", "stay", "transport", "ticket", "upgrade", "voucher", "coupon", "bill-offset")]
        string Kind,
    long Points,
    long ListPoints,
    bool? PointsVary,
    long WorthFen,
    long? MinimumBillFen,
    long? Stock,
    bool? Eligible,
    string? Why,
    string? WhyCode,
    string? MerchantId,
    int? HoldHoursMax,
    int? HoldPiecesMax
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
            it.Reward.MerchantId,
            it.Reward.EffectiveHold.HoursMax,
            it.Reward.EffectiveHold.PiecesMax
        );
    }
}
