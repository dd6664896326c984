namespace Points.Domain.Ledger;

/// <summary>What a member is told of.</summary>
public enum NoticeKind
{
    /// <summary>Points that expire soon (law L3).</summary>
    Reminder,

    /// <summary>A revision that hurts, to come (law L2).</summary>
    Change,

    /// <summary>It comes later than was announced.</summary>
    Postponed,

    /// <summary>It does not come.</summary>
    Withdrawn,

    /// <summary>The tier went down one step.</summary>
    TierReview,

    /// <summary>A day of the member's own, and points for it.</summary>
    Gift,
}

public static class NoticeKinds
{
    /// <summary>Whether the law wants it told by every channel there is, at whatever hour (L2).</summary>
    public static bool IsLegallyRequired(this NoticeKind kind) =>
        kind switch
        {
            NoticeKind.Change or NoticeKind.Postponed or NoticeKind.Withdrawn => true,
            NoticeKind.Reminder or NoticeKind.TierReview or NoticeKind.Gift => false,
        };

    /// <summary>Whether it rings for those only who have agreed to marketing; others find it in the app.</summary>
    public static bool IsMarketing(this NoticeKind kind) =>
        kind switch
        {
            NoticeKind.Gift => true,
            NoticeKind.Change
            or NoticeKind.Postponed
            or NoticeKind.Withdrawn
            or NoticeKind.Reminder
            or NoticeKind.TierReview => false,
        };
}
