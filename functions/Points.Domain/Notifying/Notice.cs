using System.Collections.Immutable;
using Points.Domain.Deciding;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Notifying;

/// <summary>
/// What one member is told, kept for good in the app's inbox and as evidence: the text, when it was written, and what came
/// of every attempt to deliver it. Created in the very commit that it tells of, so there is one notice and never two.
/// </summary>
/// <param name="NoticeId">Made from what it is about: the same thing is told once.</param>
/// <param name="Announcement">The number of the programme's announcement that it tells of; null for what concerns this member alone.</param>
/// <param name="Channels">By which it is to be delivered, in the order of the terms.</param>
public sealed record Notice(
    string NoticeId, WalletId Wallet, NoticeKind Kind, DateTimeOffset At, BilingualName Title, BilingualName Text,
    int? Announcement, ImmutableArray<NoticeChannel> Channels) : Record
{
    /// <summary>What came of each channel so far.</summary>
    public ImmutableArray<Delivery> Deliveries { get; init; } = [];

    /// <summary>When it was all done that can be: the notice is in the inbox, and channels have taken it or failed often enough.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <param name="about">What tells this notice from others of its kind in the same wallet.</param>
    public static string IdOf(WalletId wallet, NoticeKind kind, string about) => "n-" + Digest.Of("notice", wallet.MemberId, wallet.ProgrammeId, kind.ToString(), about);
}

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

/// <summary>What came of a notice on one channel.</summary>
/// <param name="Attempts">Oldest first.</param>
public sealed record Delivery(NoticeChannel Channel, ImmutableArray<Attempt> Attempts);

/// <param name="Fault">Why it failed; null where the channel took it.</param>
public sealed record Attempt(DateTimeOffset At, string? Fault);
