using Points.Domain.Actors;
using Points.Domain.Complaining;
using Points.Domain.Programmes;

namespace Points.Domain.Tests.Complaining;

/// <summary>When a complaint must be answered, and when operators are reminded of it.</summary>
public sealed class ComplaintTests
{
    [Theory]
    [InlineData("2027-03-01T00:00:00+08:00", null, "2027-03-16")]
    [InlineData("2027-03-01T23:59:59+08:00", null, "2027-03-16")]
    [InlineData("2027-02-28T15:59:59+00:00", 1, "2027-03-01")]
    [InlineData("2027-02-28T16:00:00+00:00", 1, "2027-03-02")]
    [InlineData("2027-12-31T12:00:00+08:00", 365, "2028-12-30")]
    public void The_days_count_from_the_day_after_the_complaint(string raisedAt, int? answerDays, string lastDay)
    {
        var raised = Raise(DateTimeOffset.Parse(raisedAt, null), answerDays);

        Assert.Equal(DateOnly.Parse(lastDay, null), raised.AnswerBy);
        Assert.Equal(raised.AnswerBy.AddDays(1), TermsWith(answerDays).BusinessDateOf(raised.DueAt));
        Assert.False(raised.IsOverdueAt(raised.DueAt.AddTicks(-1)));
        Assert.True(raised.IsOverdueAt(raised.DueAt));
    }

    [Fact]
    public void Operators_are_reminded_once_before_the_last_day_ends_and_once_after()
    {
        var raised = Raise(new(2027, 3, 1, 12, 0, 0, TimeSpan.FromHours(8)));
        var ahead = raised.AfterReminder(raised.DueAt - Complaint.ReminderAhead);

        Assert.Equal(raised.DueAt - Complaint.ReminderAhead, raised.ReminderDueAt);
        Assert.Equal(raised.DueAt, ahead.ReminderDueAt);
        Assert.Null(ahead.AfterReminder(raised.DueAt).ReminderDueAt);
        // A job that did not run for days reminds of what is overdue, once.
        Assert.Null(raised.AfterReminder(raised.DueAt).ReminderDueAt);
    }

    [Fact]
    public void An_answered_complaint_is_not_overdue()
    {
        var raised = Raise(new(2027, 3, 1, 12, 0, 0, TimeSpan.FromHours(8)));
        var answered = raised with
        {
            Answer = new("yes", raised.DueAt.AddDays(1), new(ActorRole.Support, Client: null), "q", "f"),
        };

        Assert.False(answered.IsOverdueAt(raised.DueAt.AddDays(2)));
        Assert.Null(answered.AfterReminder(raised.RaisedAt).ReminderDueAt);
    }

    [Fact]
    public void Keys_order_complaints_by_time_and_are_unique()
    {
        var at = new DateTimeOffset(2027, 3, 1, 12, 0, 0, TimeSpan.FromHours(8));
        var (one, other, later) = (Raise(at), Raise(at) with { ComplaintId = "c-2" }, Raise(at.AddDays(1)));

        Assert.Equal(
            [one.DueKey, other.DueKey, later.DueKey],
            ((string[])[later.DueKey, other.DueKey, one.DueKey]).Order(StringComparer.Ordinal)
        );
        Assert.True(string.CompareOrdinal(other.DueKey, Complaint.DueKeyAfter(one.DueAt)) < 0);
        Assert.True(string.CompareOrdinal(later.DueKey, Complaint.DueKeyAfter(one.DueAt)) > 0);
    }

    private static ProgrammeTerms TermsWith(int? answerDays) =>
        Sample.Terms with
        {
            Contact = answerDays is { } days ? new("400", Email: null, days) : null,
        };

    private static Complaint Raise(DateTimeOffset now, int? answerDays = null)
    {
        var (answerBy, dueAt) = Complaint.FindDue(TermsWith(answerDays), now);
        return new(
            "c-1",
            new("ming", "shop"),
            RedemptionId: null,
            "e-1",
            "too few",
            "k-1",
            "f-1",
            now,
            new(ActorRole.Member, Client: null),
            answerBy,
            dueAt
        )
        {
            ReminderDueAt = dueAt - Complaint.ReminderAhead,
        };
    }
}
