using System.Collections.Immutable;
using Points.Domain.Notifying;

namespace Points.Domain.Programmes.Revising;

/// <summary>A programme's revisions, how far each has come, and what members are told of them. A change of it is one atomic write.</summary>
public sealed record Timetable(string ProgrammeId)
{
    /// <summary>The most announcements an operator can cause: instances look at the timetable again and again.</summary>
    public const int AnnouncementsMax = 1_000;

    /// <summary>The most of them that members are being told at once: as long as they are, the timetable holds their text.</summary>
    public const int OpenMax = 20;

    /// <summary>In order of number.</summary>
    public ImmutableArray<ListedRevision> Revisions { get; init; } = [];

    /// <summary>In order of number.</summary>
    public ImmutableArray<Announcement> Announcements { get; init; } = [];

    /// <summary>The newest revision that wallets have been brought under; 0 for none.</summary>
    public int Applied { get; init; }

    public bool IsFull => Announcements.Length >= AnnouncementsMax || Open.Count() >= OpenMax;

    public IEnumerable<Announcement> Open => Announcements.Where(it => it.IsOpen);

    public ListedRevision? Find(int number) => Revisions.FirstOrDefault(it => it.Number == number);

    /// <summary>By which members were told of a revision; null where it hurts nobody.</summary>
    public Announcement? ChangeOf(int revision) =>
        Announcements.FirstOrDefault(it => it.Kind == AnnouncementKind.Change && it.Revision == revision);

    /// <summary>The number of the revision that is in force at an instant, as far as is certain; null before the first.</summary>
    public int? InForce(DateTimeOffset at) => Revisions.LastOrDefault(it => it.EffectiveFrom <= at)?.Number;

    /// <summary>A revision of a higher number that is announced or in force; null if there is none.</summary>
    public int? Later(int number) =>
        Revisions
            .LastOrDefault(it =>
                it.Number > number
                && it.WithdrawnAt is null
                && (it.AnnouncedFor is not null || it.EffectiveFrom is not null)
            )
            ?.Number;

    /// <param name="told">What members are told of it; null where it hurts nobody, and so counts from <paramref name="day"/>.</param>
    public Timetable Announce(
        int number,
        DateOnly effectiveOn,
        DateTimeOffset day,
        (BilingualName Title, BilingualName Text)? told,
        DateTimeOffset now
    )
    {
        var next = With(Find(number)! with { AnnouncedFor = effectiveOn, EffectiveFrom = told is null ? day : null });
        return told is { } words ? next.Tell(AnnouncementKind.Change, number, effectiveOn, words, now) : next;
    }

    public Timetable Postpone(int number, DateOnly to, ProgrammeRevision terms, DateTimeOffset now)
    {
        var present = Find(number)!;
        var next = With(
            present with
            {
                PostponedTo = to,
                EffectiveFrom = present.EffectiveFrom is null ? null : terms.BeginningOf(to),
            }
        );
        return ChangeOf(number) is null
            ? next
            : next.Tell(
                AnnouncementKind.Postponed,
                number,
                to,
                NoticeTexts.Postponed(terms, number, present.On!.Value, to),
                now
            );
    }

    /// <summary>Nobody more is told that it comes; who was is told that it does not.</summary>
    public Timetable Withdraw(int number, ProgrammeRevision terms, DateTimeOffset now)
    {
        var next = With(Find(number)! with { WithdrawnAt = now, EffectiveFrom = null }) with
        {
            Announcements =
            [
                .. Announcements.Select(it => it.IsOpen && it.Revision == number ? it.Complete(null, now) : it),
            ],
        };
        return ChangeOf(number) is null
            ? next
            : next.Tell(AnnouncementKind.Withdrawn, number, null, NoticeTexts.Withdrawn(terms, number), now);
    }

    /// <summary>Everyone has been notified: a change now has its day, the announced one or a later one.</summary>
    public Timetable Complete(int number, DateTimeOffset lastNotifiedAt, ProgrammeRevision terms, DateTimeOffset now)
    {
        if (Announcements.FirstOrDefault(it => it.Number == number && it.IsOpen) is not { } announcement)
            return this;
        var next = this with
        {
            Announcements = Announcements.Replace(announcement, announcement.Complete(lastNotifiedAt, now)),
        };
        if (
            announcement.Kind != AnnouncementKind.Change
            || Find(announcement.Revision)
                is not { WithdrawnAt: null, EffectiveFrom: null, On: { } announcedFor } present
        )
            return next;
        var day = NoticePeriod.DayOf(terms, announcedFor, lastNotifiedAt, now);
        next = next.With(
            present with
            {
                EffectiveFrom = terms.BeginningOf(day),
                PostponedTo = day > announcedFor ? day : present.PostponedTo,
            }
        );
        return day == announcedFor
            ? next
            : next.Tell(
                AnnouncementKind.Postponed,
                present.Number,
                day,
                NoticeTexts.Postponed(terms, present.Number, announcedFor, day),
                now
            );
    }

    private Timetable With(ListedRevision revision) =>
        this with
        {
            Revisions = [.. Revisions.Select(it => it.Number == revision.Number ? revision : it)],
        };

    private Timetable Tell(
        AnnouncementKind kind,
        int revision,
        DateOnly? on,
        (BilingualName Title, BilingualName Text) words,
        DateTimeOffset now
    ) =>
        this with
        {
            Announcements = Announcements.Add(
                new(Announcements.Length + 1, kind, revision, on, now)
                {
                    About = ChangeOf(revision)?.Number ?? 0,
                    Title = words.Title,
                    Text = words.Text,
                }
            ),
        };
}
