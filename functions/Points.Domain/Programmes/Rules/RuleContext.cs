namespace Points.Domain.Programmes.Rules;

/// <summary>What rules may ask about: the member as their wallet knows them, and the order or bill where there is one.</summary>
/// <param name="Day">The programme's day that decides windows: an order's day, or today.</param>
/// <param name="Tier">The member's tier at that time; null in programmes without tiers.</param>
/// <param name="Balance">What the member can spend.</param>
/// <param name="Total">The lines in total.</param>
public readonly record struct RuleContext(
    DateOnly Day,
    MemberFacts Facts,
    string? Tier,
    RecentCategories RecentCategories,
    Points Balance,
    string? MerchantId = null,
    string? Channel = null,
    Fen Total = default
);
