using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// What conditions are checked against: the member as the wallet knows them, and the order or bill if there is one.
/// </summary>
/// <param name="Day">The day that date windows are checked against: the order's day, or today.</param>
/// <param name="Tier">The member's tier at that time; null if the programme has no tiers.</param>
/// <param name="Balance">The points the member can spend.</param>
/// <param name="Total">The total of the order or bill.</param>
public readonly record struct RuleContext(
    DateOnly Day,
    MemberFacts Facts,
    string? Tier,
    RecentCategories RecentCategories,
    Points Balance,
    string? MerchantId = null,
    string? Channel = null,
    Fen Total = default
)
{
    /// <summary>The kinds of own days that <see cref="Day"/> is for this member, and that bring benefits.</summary>
    public ImmutableArray<OwnDay> OwnDays { get; init; }

    /// <summary>Whether the day brings the benefits of that kind.</summary>
    public bool IsOwnDay(OwnDay kind) => !OwnDays.IsDefaultOrEmpty && OwnDays.Contains(kind);
}
