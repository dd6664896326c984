using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes;

/// <summary>
/// Points or a coupon that members get without a request while a condition holds for them, as published (law L4).
/// </summary>
/// <param name="Name">What members are told they got; null for the reward's name, or for the grant's id.</param>
/// <param name="Points">The points of one grant; null if it is a reward.</param>
/// <param name="RewardId">The voucher or coupon of one grant; null if it is points.</param>
/// <param name="When">For whom and when. It never depends on a basket.</param>
/// <param name="Limit">How many times a member gets it in a period: all at once, when the condition holds.</param>
/// <param name="MerchantId">The merchant that issues the points, or pays for the reward when it is used.</param>
public sealed record Grant(
    string GrantId,
    BilingualName? Name,
    Points? Points,
    string? RewardId,
    Condition When,
    TimesLimit Limit,
    string MerchantId
)
{
    /// <summary>A member gets no more than this in a period; more would be a mistake.</summary>
    public const int TimesMax = 10;

    /// <summary>The id of the limit counter in the wallet.</summary>
    public string CounterId => $"grant:{GrantId}";
}
