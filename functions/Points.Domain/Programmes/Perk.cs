using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes;

/// <summary>A standing discount on a bill's lines, for those to whom it applies.</summary>
/// <param name="Discount">What part of a line is paid: 0.9 for a tenth off.</param>
public sealed record Perk(string Id, decimal Discount, Condition When);

/// <summary>What a programme gives points for beside purchases: as published, within its limit (law L4).</summary>
/// <param name="CanMembersRequest">Whether members may ask for it themselves; operators always may.</param>
/// <param name="OwnDay">Only on the member's own day.</param>
/// <param name="MerchantId">Who issues these points, and so pays for them.</param>
public sealed record PublishedAction(
    string Action,
    BilingualName Name,
    Points Points,
    ActionLimit Limit,
    bool CanMembersRequest,
    OwnDay? OwnDay,
    Condition When,
    string MerchantId
)
{
    /// <summary>Under which its use is counted in the wallet.</summary>
    public string CounterId => $"action:{Action}";
}

public sealed record ActionLimit(int Times, LimitPeriod Per);
