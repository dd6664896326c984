using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Programmes.Revisions;

/// <summary>How a revision takes effect, is postponed or is withdrawn.</summary>
public sealed class RevisionTimetableTests
{
    private static readonly (BilingualName, BilingualName) NoticeText = (new("标题", "Title"), new("文字", "Text"));
    private static readonly ProgrammeTerms Second = Terms with { Number = 2 };
    private static readonly DateOnly InApril = new(2027, 4, 1);
    private static readonly DateTimeOffset AnnouncedAt = new(2027, 3, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private static readonly RevisionTimetable Before = new("shop")
    {
        Revisions = [new(1) { EffectiveFrom = DateTimeOffset.UnixEpoch }, new(2)],
    };

    private static RevisionTimetable AnnouncedAdverse =>
        Before.Announce(2, InApril, Terms.StartOfDay(InApril), NoticeText, AnnouncedAt);

    [Fact]
    public void Given_a_revision_that_disadvantages_nobody_Then_its_instant_is_set_at_once_without_notices()
    {
        var next = Before.Announce(2, InApril, Terms.StartOfDay(InApril), noticeText: null, AnnouncedAt);

        Assert.Equal((Terms.StartOfDay(InApril), 0), (next.Find(2)!.EffectiveFrom, next.Announcements.Length));
    }

    [Fact]
    public void Given_a_revision_that_disadvantages_members_Then_its_instant_is_set_when_everyone_is_notified()
    {
        Assert.Null(AnnouncedAdverse.Find(2)!.EffectiveFrom);
        Assert.Equal(
            new Announcement(1, AnnouncementKind.Change, 2, InApril, AnnouncedAt)
            {
                Title = NoticeText.Item1,
                Text = NoticeText.Item2,
            },
            AnnouncedAdverse.Announcements.Single()
        );

        var inTime = AnnouncedAdverse.CompleteAnnouncement(
            1,
            AnnouncedAt.AddHours(1),
            2,
            Second,
            AnnouncedAt.AddHours(2)
        );
        Assert.Equal(Terms.StartOfDay(InApril), inTime.Find(2)!.EffectiveFrom);
        Assert.Equal(RevisionStatus.Announced, inTime.Find(2)!.StatusAt(Second, 1, AnnouncedAt.AddDays(2)));
        Assert.Equal(
            (false, null, AnnouncedAt.AddHours(1)),
            (
                inTime.Announcements[0].IsOpen,
                inTime.Announcements[0].Text,
                inTime.Announcements[0].LastNotifiedAt!.Value
            )
        );
        Assert.Same(inTime, inTime.CompleteAnnouncement(1, AnnouncedAt.AddDays(9), 2, Second, AnnouncedAt.AddDays(9)));
    }

    [Fact]
    public void Given_a_day_that_is_too_early_Then_it_is_postponed_and_members_are_notified()
    {
        var lastNotifiedAt = AnnouncedAt.AddDays(1);

        var late = AnnouncedAdverse.CompleteAnnouncement(1, lastNotifiedAt, 2, Second, lastNotifiedAt.AddHours(1));

        Assert.Equal(
            (Terms.StartOfDay(InApril.AddDays(1)), InApril.AddDays(1)),
            (late.Find(2)!.EffectiveFrom, late.Find(2)!.PostponedTo)
        );
        Assert.Equal(RevisionStatus.Postponed, late.Find(2)!.StatusAt(Second, 1, AnnouncedAt.AddDays(2)));
        var postponed = late.Announcements[1];
        Assert.Equal(
            (2, AnnouncementKind.Postponed, 1, InApril.AddDays(1)),
            (postponed.Number, postponed.Kind, postponed.ChangeNumber, postponed.EffectiveOn)
        );
        Assert.Contains("2 April 2027", postponed.Text!.En, StringComparison.Ordinal);
        Assert.Equal(
            late.Find(2),
            late.CompleteAnnouncement(2, AnnouncedAt.AddDays(20), 2, Second, AnnouncedAt.AddDays(20)).Find(2)
        );
    }

    [Fact]
    public void Given_a_day_that_comes_before_everyone_is_notified_Then_the_revision_is_postponed()
    {
        var day = Terms.StartOfDay(InApril);

        Assert.Equal(RevisionStatus.Announced, AnnouncedAdverse.Find(2)!.StatusAt(Second, 1, day.AddTicks(-1)));
        Assert.Equal(RevisionStatus.Postponed, AnnouncedAdverse.Find(2)!.StatusAt(Second, 1, day));
        Assert.True(AnnouncedAdverse.Find(2)!.IsLate(Second, day));
    }

    [Fact]
    public void An_operator_postpones_a_revision_and_notified_members_are_notified()
    {
        var certain = AnnouncedAdverse
            .CompleteAnnouncement(1, AnnouncedAt, 2, Second, AnnouncedAt.AddMinutes(5))
            .Postpone(2, InApril.AddDays(9), Second, AnnouncedAt.AddDays(1));
        Assert.Equal(
            (Terms.StartOfDay(InApril.AddDays(9)), 2),
            (certain.Find(2)!.EffectiveFrom, certain.Announcements.Length)
        );

        var uncertain = AnnouncedAdverse.Postpone(2, InApril.AddDays(9), Second, AnnouncedAt.AddDays(1));
        Assert.Equal((null, InApril.AddDays(9)), (uncertain.Find(2)!.EffectiveFrom, uncertain.Find(2)!.EffectiveOn));
        Assert.Equal(
            Terms.StartOfDay(InApril.AddDays(9)),
            uncertain
                .CompleteAnnouncement(1, AnnouncedAt.AddDays(2), 2, Second, AnnouncedAt.AddDays(2))
                .Find(2)!
                .EffectiveFrom
        );
    }

    [Fact]
    public void A_withdrawn_revision_never_takes_effect_and_only_notified_members_are_notified()
    {
        var withdrawn = AnnouncedAdverse.Withdraw(2, Second, AnnouncedAt.AddDays(1));

        Assert.Equal(RevisionStatus.Withdrawn, withdrawn.Find(2)!.StatusAt(Second, 1, AnnouncedAt.AddDays(90)));
        Assert.Equal([AnnouncementKind.Withdrawn], withdrawn.OpenAnnouncements.Select(it => it.Kind));
        Assert.Equal(1, withdrawn.OpenAnnouncements.Single().ChangeNumber);
        Assert.Null(
            withdrawn
                .CompleteAnnouncement(2, AnnouncedAt.AddDays(1), 2, Second, AnnouncedAt.AddDays(1))
                .Find(2)!
                .EffectiveFrom
        );
        Assert.Empty(Before.Withdraw(2, Second, AnnouncedAt).Announcements);
    }

    [Fact]
    public void A_member_who_enrols_accepts_pending_changes_only()
    {
        var programme = new Programme("shop", [Terms, Second with { EffectiveFrom = Terms.StartOfDay(InApril) }])
        {
            LastAnnouncement = 3,
            AnnouncedChanges = [(1, 2), (3, 4)],
        };

        Assert.Equal([2, 4], programme.PendingChanges(AnnouncedAt).Select(it => it.Revision));
        Assert.Equal([4], programme.PendingChanges(Terms.StartOfDay(InApril)).Select(it => it.Revision));
    }
}
