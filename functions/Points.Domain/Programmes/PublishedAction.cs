using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes;

/// <summary>An action other than a purchase that earns points, as published, within its limit (law L4).</summary>
/// <param name="CanMembersRequest">Whether members may record it themselves; operators always may.</param>
/// <param name="OwnDay">If given, the action counts only on that day of the member's own.</param>
/// <param name="MerchantId">The merchant that issues these points, and so pays for them.</param>
public sealed record PublishedAction(
    string Action,
    BilingualName Name,
    Points Points,
    TimesLimit Limit,
    bool CanMembersRequest,
    OwnDay? OwnDay,
    Condition When,
    string MerchantId
)
{
    /// <summary>Null in revisions from before it could be stated, if <see cref="OwnDay"/> does not say it.</summary>
    public ActionKind? Kind { get; init; }

    /// <summary>The id of the limit counter in the wallet.</summary>
    public string CounterId => $"action:{Action}";
}
