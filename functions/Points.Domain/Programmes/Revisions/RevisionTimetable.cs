using System.Collections.Immutable;
using Points.Domain.Programmes.Disclosing;

namespace Points.Domain.Programmes.Revisions;

/// <summary>
/// A programme's revisions with their progress, and the announcements about them. It changes in one atomic write.
/// </summary>
public sealed record RevisionTimetable(string ProgrammeId)
{
    /// <summary>The most announcements of a programme: instances read the timetable every few seconds.</summary>
    public const int AnnouncementsMax = 1_000;

    /// <summary>The most open announcements: the timetable holds the text of each until it is complete.</summary>
    public const int OpenAnnouncementsMax = 20;

    /// <summary>In the order of their numbers.</summary>
    public ImmutableArray<RevisionProgress> Revisions { get; init; } = [];

    /// <summary>In the order of their numbers.</summary>
    public ImmutableArray<Announcement> Announcements { get; init; } = [];

    /// <summary>The newest revision that all wallets have been updated to; 0 for none.</summary>
    public int AppliedRevision { get; init; }

    public bool IsAnnouncementLimitReached =>
        Announcements.Length >= AnnouncementsMax || OpenAnnouncements.Count() >= OpenAnnouncementsMax;

    public IEnumerable<Announcement> OpenAnnouncements => Announcements.Where(it => it.IsOpen);

    public RevisionProgress? Find(int number) => Revisions.FirstOrDefault(it => it.Number == number);

    /// <summary>The announcement of a revision to members; null if it disadvantages nobody.</summary>
    public Announcement? FindChangeAnnouncement(int revision) =>
        Announcements.FirstOrDefault(it => it.Kind == AnnouncementKind.Change && it.Revision == revision);

    /// <summary>
    /// The number of the revision that is certain to be in force at an instant; null before the first.
    /// </summary>
    public int? FindActive(DateTimeOffset at) => Revisions.LastOrDefault(it => it.EffectiveFrom <= at)?.Number;

    /// <summary>The number of a later revision that is announced or in force; null if there is none.</summary>
    public int? FindLater(int number) =>
        Revisions
            .LastOrDefault(it =>
                it.Number > number
                && it.WithdrawnAt is null
                && (it.AnnouncedFor is not null || it.EffectiveFrom is not null)
            )
            ?.Number;

    /// <summary>
    /// Announces a draft. If it disadvantages members, the instant it takes effect is set when all of them have
    /// been notified.
    /// </summary>
    /// <param name="noticeText">
    /// The text of the notices; null if it disadvantages nobody, and so takes effect at
    /// <paramref name="effectiveFrom"/>.
    /// </param>
    public RevisionTimetable Announce(
        int number,
        DateOnly effectiveOn,
        DateTimeOffset effectiveFrom,
        (BilingualName Title, BilingualName Text)? noticeText,
        DateTimeOffset now
    )
    {
        var next = WithRevision(
            Find(number)! with
            {
                AnnouncedFor = effectiveOn,
                EffectiveFrom = noticeText is null ? effectiveFrom : null,
            }
        );
        return noticeText is { } text
            ? next.AddAnnouncement(AnnouncementKind.Change, number, effectiveOn, text, now)
            : next;
    }

    /// <summary>
    /// Postpones an announced revision. Members who were notified of the revision are notified of its new day.
    /// </summary>
    public RevisionTimetable Postpone(int number, DateOnly to, ProgrammeTerms terms, DateTimeOffset now)
    {
        var present = Find(number)!;
        var next = WithRevision(
            present with
            {
                PostponedTo = to,
                EffectiveFrom = present.EffectiveFrom is null ? null : terms.StartOfDay(to),
            }
        );
        return FindChangeAnnouncement(number) is null
            ? next
            : next.AddAnnouncement(
                AnnouncementKind.Postponed,
                number,
                to,
                NoticeTexts.Postponed(terms, number, present.EffectiveOn!.Value, to),
                now
            );
    }

    /// <summary>
    /// Withdraws a revision. No more members are notified of the revision. Members who were notified of it are notified
    /// of the withdrawal.
    /// </summary>
    public RevisionTimetable Withdraw(int number, ProgrammeTerms terms, DateTimeOffset now)
    {
        var next = WithRevision(Find(number)! with { WithdrawnAt = now, EffectiveFrom = null }) with
        {
            Announcements =
            [
                .. Announcements.Select(it => it.IsOpen && it.Revision == number ? it.Complete(null, null, now) : it),
            ],
        };
        return FindChangeAnnouncement(number) is null
            ? next
            : next.AddAnnouncement(AnnouncementKind.Withdrawn, number, null, NoticeTexts.Withdrawn(terms, number), now);
    }

    /// <summary>
    /// Completes an announcement when all members have been notified. This sets the instant at which a change takes
    /// effect, on the announced day or a later one.
    /// </summary>
    /// <param name="noticeCount">How many members have a notice of it.</param>
    public RevisionTimetable CompleteAnnouncement(
        int number,
        DateTimeOffset lastNotifiedAt,
        long noticeCount,
        ProgrammeTerms terms,
        DateTimeOffset now
    )
    {
        if (Announcements.FirstOrDefault(it => it.Number == number && it.IsOpen) is not { } announcement)
            return this;
        var next = this with
        {
            Announcements = Announcements.Replace(
                announcement,
                announcement.Complete(lastNotifiedAt, noticeCount, now)
            ),
        };
        if (
            announcement.Kind != AnnouncementKind.Change
            || Find(announcement.Revision)
                is not { WithdrawnAt: null, EffectiveFrom: null, EffectiveOn: { } announcedFor } present
        )
            return next;
        var day = NoticePeriod.FindEffectiveDay(terms, announcedFor, lastNotifiedAt, now);
        next = next.WithRevision(
            present with
            {
                EffectiveFrom = terms.StartOfDay(day),
                PostponedTo = day > announcedFor ? day : present.PostponedTo,
            }
        );
        return day == announcedFor
            ? next
            : next.AddAnnouncement(
                AnnouncementKind.Postponed,
                present.Number,
                day,
                NoticeTexts.Postponed(terms, present.Number, announcedFor, day),
                now
            );
    }

    private RevisionTimetable WithRevision(RevisionProgress revision) =>
        this with
        {
            Revisions = [.. Revisions.Select(it => it.Number == revision.Number ? revision : it)],
        };

    private RevisionTimetable AddAnnouncement(
        AnnouncementKind kind,
        int revision,
        DateOnly? effectiveOn,
        (BilingualName Title, BilingualName Text) noticeText,
        DateTimeOffset now
    ) =>
        this with
        {
            Announcements = Announcements.Add(
                new(Announcements.Length + 1, kind, revision, effectiveOn, now)
                {
                    ChangeNumber = FindChangeAnnouncement(revision)?.Number ?? 0,
                    Title = noticeText.Title,
                    Text = noticeText.Text,
                }
            ),
        };
}
