using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Programmes.Revisions;

/// <summary>How a revision comes into force, or does not.</summary>
public sealed class RevisionTimetableTests
{
    private static readonly (BilingualName, BilingualName) Words = (new("标题", "Title"), new("文字", "Text"));
    private static readonly ProgrammeTerms Second = Terms with { Number = 2 };
    private static readonly DateOnly InApril = new(2027, 4, 1);
    private static readonly DateTimeOffset Announced = new(2027, 3, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private static readonly RevisionTimetable Before = new("shop")
    {
        Revisions = [new(1) { EffectiveFrom = DateTimeOffset.UnixEpoch }, new(2)],
    };

    private static RevisionTimetable Hurting =>
        Before.Announce(2, InApril, Terms.StartOfDay(InApril), Words, Announced);

    [Fact]
    public void What_hurts_nobody_has_its_instant_at_once_and_nobody_is_told()
    {
        var next = Before.Announce(2, InApril, Terms.StartOfDay(InApril), noticeText: null, Announced);

        Assert.Equal((Terms.StartOfDay(InApril), 0), (next.Find(2)!.EffectiveFrom, next.Announcements.Length));
    }

    [Fact]
    public void What_hurts_has_none_until_everyone_is_notified()
    {
        Assert.Null(Hurting.Find(2)!.EffectiveFrom);
        Assert.Equal(
            new Announcement(1, AnnouncementKind.Change, 2, InApril, Announced)
            {
                Title = Words.Item1,
                Text = Words.Item2,
            },
            Hurting.Announcements.Single()
        );

        var inTime = Hurting.CompleteAnnouncement(1, Announced.AddHours(1), Second, Announced.AddHours(2));
        Assert.Equal(Terms.StartOfDay(InApril), inTime.Find(2)!.EffectiveFrom);
        Assert.Equal(RevisionStatus.Announced, inTime.Find(2)!.StatusAt(Second, 1, Announced.AddDays(2)));
        Assert.Equal(
            (false, null, Announced.AddHours(1)),
            (
                inTime.Announcements[0].IsOpen,
                inTime.Announcements[0].Text,
                inTime.Announcements[0].LastNotifiedAt!.Value
            )
        );
        Assert.Same(inTime, inTime.CompleteAnnouncement(1, Announced.AddDays(9), Second, Announced.AddDays(9)));
    }

    [Fact]
    public void A_day_that_is_too_early_by_then_is_put_off_and_members_are_told()
    {
        var late = Hurting.CompleteAnnouncement(1, Announced.AddDays(1), Second, Announced.AddDays(1).AddHours(1));

        Assert.Equal(
            (Terms.StartOfDay(InApril.AddDays(1)), InApril.AddDays(1)),
            (late.Find(2)!.EffectiveFrom, late.Find(2)!.PostponedTo)
        );
        Assert.Equal(RevisionStatus.Postponed, late.Find(2)!.StatusAt(Second, 1, Announced.AddDays(2)));
        var told = late.Announcements[1];
        Assert.Equal(
            (2, AnnouncementKind.Postponed, 1, InApril.AddDays(1)),
            (told.Number, told.Kind, told.ChangeNumber, told.EffectiveOn)
        );
        Assert.Contains("2 April 2027", told.Text!.En, StringComparison.Ordinal);
        Assert.Equal(
            late.Find(2),
            late.CompleteAnnouncement(2, Announced.AddDays(20), Second, Announced.AddDays(20)).Find(2)
        );
    }

    [Fact]
    public void A_day_that_comes_before_it_is_certain_postpones_it()
    {
        var day = Terms.StartOfDay(InApril);

        Assert.Equal(RevisionStatus.Announced, Hurting.Find(2)!.StatusAt(Second, 1, day.AddTicks(-1)));
        Assert.Equal(RevisionStatus.Postponed, Hurting.Find(2)!.StatusAt(Second, 1, day));
        Assert.True(Hurting.Find(2)!.IsLate(Second, day));
    }

    [Fact]
    public void An_operator_puts_it_off_and_who_was_told_is_told()
    {
        var certain = Hurting
            .CompleteAnnouncement(1, Announced, Second, Announced.AddMinutes(5))
            .Postpone(2, InApril.AddDays(9), Second, Announced.AddDays(1));
        Assert.Equal(
            (Terms.StartOfDay(InApril.AddDays(9)), 2),
            (certain.Find(2)!.EffectiveFrom, certain.Announcements.Length)
        );

        var uncertain = Hurting.Postpone(2, InApril.AddDays(9), Second, Announced.AddDays(1));
        Assert.Equal((null, InApril.AddDays(9)), (uncertain.Find(2)!.EffectiveFrom, uncertain.Find(2)!.EffectiveOn));
        Assert.Equal(
            Terms.StartOfDay(InApril.AddDays(9)),
            uncertain.CompleteAnnouncement(1, Announced.AddDays(2), Second, Announced.AddDays(2)).Find(2)!.EffectiveFrom
        );
    }

    [Fact]
    public void Withdrawn_it_never_comes_nobody_more_is_told_that_it_does_and_who_was_is_told()
    {
        var withdrawn = Hurting.Withdraw(2, Second, Announced.AddDays(1));

        Assert.Equal(RevisionStatus.Withdrawn, withdrawn.Find(2)!.StatusAt(Second, 1, Announced.AddDays(90)));
        Assert.Equal([AnnouncementKind.Withdrawn], withdrawn.OpenAnnouncements.Select(it => it.Kind));
        Assert.Equal(1, withdrawn.OpenAnnouncements.Single().ChangeNumber);
        Assert.Null(
            withdrawn.CompleteAnnouncement(2, Announced.AddDays(1), Second, Announced.AddDays(1)).Find(2)!.EffectiveFrom
        );
        Assert.Empty(Before.Withdraw(2, Second, Announced).Announcements);
    }

    [Fact]
    public void Who_enrols_accepts_what_is_to_come_and_not_what_is_in_force()
    {
        var programme = new Programme("shop", [Terms, Second with { EffectiveFrom = Terms.StartOfDay(InApril) }])
        {
            LastAnnouncement = 3,
            AnnouncedChanges = [(1, 2), (3, 4)],
        };

        Assert.Equal([2, 4], programme.PendingChanges(Announced).Select(it => it.Revision));
        Assert.Equal([4], programme.PendingChanges(Terms.StartOfDay(InApril)).Select(it => it.Revision));
    }
}
