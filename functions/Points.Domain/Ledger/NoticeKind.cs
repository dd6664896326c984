namespace Points.Domain.Ledger;

/// <summary>What a notice is about.</summary>
/// <remarks>Stored documents and the ids of notices contain the names: do not change them.</remarks>
public enum NoticeKind
{
    /// <summary>Points expire soon (law L3).</summary>
    Reminder,

    /// <summary>A revision that is worse for members is announced (law L2).</summary>
    Change,

    /// <summary>An announced revision is postponed.</summary>
    Postponed,

    /// <summary>An announced revision is withdrawn.</summary>
    Withdrawn,

    /// <summary>The member's tier went down one step.</summary>
    TierReview,

    /// <summary>The programme gave points for a birthday or a similar day.</summary>
    Gift,

    /// <summary>A complaint of the member was answered.</summary>
    ComplaintAnswered,
}

public static class NoticeKinds
{
    /// <summary>Whether the law requires delivery on every channel, at any hour (L2).</summary>
    public static bool IsLegallyRequired(this NoticeKind kind) =>
        kind switch
        {
            NoticeKind.Change or NoticeKind.Postponed or NoticeKind.Withdrawn => true,
            NoticeKind.Reminder or NoticeKind.TierReview or NoticeKind.Gift or NoticeKind.ComplaintAnswered => false,
        };

    /// <summary>Whether channels need the member's consent to marketing. Other members find it in the inbox.</summary>
    public static bool IsMarketing(this NoticeKind kind) =>
        kind switch
        {
            NoticeKind.Gift => true,
            NoticeKind.Change
            or NoticeKind.Postponed
            or NoticeKind.Withdrawn
            or NoticeKind.Reminder
            or NoticeKind.TierReview
            or NoticeKind.ComplaintAnswered => false,
        };
}
