using System.Globalization;
using System.Text;
using Points.Domain.Ledger;
using Points.Domain.Notifying;
using Points.Domain.Programmes;

namespace Points.Domain.Tests.Notifying;

/// <summary>By which channels a member is told, when, and when it is enough (laws L2 and L14).</summary>
public sealed class ChannelSelectionTests
{
    private static readonly Member Ming = new(
        "m-1",
        null,
        null,
        true,
        "13800000000",
        null,
        new(false, Marketing: true),
        ["shop"],
        [],
        null
    );

    public static TheoryData<NoticeKind> OfTheLaw => [NoticeKind.Change, NoticeKind.Postponed, NoticeKind.Withdrawn];

    public static TheoryData<NoticeKind> OfService => [NoticeKind.Reminder, NoticeKind.TierReview, NoticeKind.Gift];

    [Theory]
    [MemberData(nameof(OfTheLaw))]
    public void What_the_law_wants_told_goes_by_every_channel_until_each_has_taken_it_or_failed_three_times(
        NoticeKind kind
    )
    {
        var notice = Notice(kind);
        Assert.Equal("try Sms Push", Next(notice));

        notice = notice.WithAttempt(NoticeChannel.Sms, Taken).WithAttempt(NoticeChannel.Push, Failed);
        Assert.Equal("try Push", Next(notice));

        notice = notice.WithAttempt(NoticeChannel.Push, Failed).WithAttempt(NoticeChannel.Push, Failed);
        Assert.Equal("done", Next(notice));
        Assert.Equal(
            (DeliveryStatus.Accepted, DeliveryStatus.Failed),
            (notice.FindStatus(NoticeChannel.Sms), notice.FindStatus(NoticeChannel.Push))
        );
    }

    [Theory]
    [MemberData(nameof(OfService))]
    public void Anything_else_goes_by_the_first_channel_and_by_the_next_only_after_three_failures(NoticeKind kind)
    {
        var notice = Notice(kind);
        Assert.Equal("try Sms", Next(notice));
        Assert.Equal("done", Next(notice.WithAttempt(NoticeChannel.Sms, Taken)));

        notice = notice.WithAttempt(NoticeChannel.Sms, Failed).WithAttempt(NoticeChannel.Sms, Failed);
        Assert.Equal("try Sms", Next(notice));

        notice = notice.WithAttempt(NoticeChannel.Sms, Failed);
        Assert.Equal("try Push", Next(notice));
        Assert.Equal(
            "done",
            Next(
                notice
                    .WithAttempt(NoticeChannel.Push, Failed)
                    .WithAttempt(NoticeChannel.Push, Failed)
                    .WithAttempt(NoticeChannel.Push, Failed)
            )
        );
    }

    [Fact]
    public void Who_has_left_no_number_is_not_called_and_one_record_says_so_for_good()
    {
        var nobody = Ming with { Phone = null };

        Assert.Equal(Attempt.NoPhone, ChannelSelection.FindUnreachableReason(NoticeChannel.Sms, nobody, _ => true));
        Assert.Null(ChannelSelection.FindUnreachableReason(NoticeChannel.Push, nobody, _ => true));
        Assert.Null(ChannelSelection.FindUnreachableReason(NoticeChannel.Sms, Ming, _ => true));
        Assert.Equal(
            "try Push",
            Next(Notice(NoticeKind.Reminder).WithAttempt(NoticeChannel.Sms, new(Sample.Noon, Attempt.NoPhone)))
        );
    }

    [Theory]
    [InlineData(NoticeKind.Gift, "done")]
    [InlineData(NoticeKind.Reminder, "try Sms")]
    [InlineData(NoticeKind.TierReview, "try Sms")]
    [InlineData(NoticeKind.Change, "try Sms Push")]
    public void Only_greetings_need_consent_to_marketing(NoticeKind kind, string expected) =>
        Assert.Equal(expected, Next(Notice(kind), Ming with { Consents = new(false, Marketing: false) }));

    [Fact]
    public void A_member_who_is_gone_and_a_programme_without_channels_leave_the_inbox()
    {
        Assert.Equal("done", Words(Step(Notice(NoticeKind.Change), null, Sample.Terms, Sample.Noon)));
        Assert.Equal("done", Next(Notice(NoticeKind.Change) with { Channels = [] }));
    }

    [Theory]
    [InlineData("20:59", "try Sms")]
    [InlineData("21:00", "put off to 23 08:00")]
    [InlineData("23:59", "put off to 23 08:00")]
    [InlineData("00:00", "put off to 22 08:00")]
    [InlineData("07:59", "put off to 22 08:00")]
    [InlineData("08:00", "try Sms")]
    public void At_night_telephones_stay_silent(string time, string expected)
    {
        var at = new DateTimeOffset(
            new DateOnly(2026, 11, 22),
            TimeOnly.Parse(time, CultureInfo.InvariantCulture),
            TimeSpan.FromHours(8)
        );

        Assert.Equal(expected, Words(Step(Notice(NoticeKind.Reminder), Ming, Sample.Terms, at)));
        Assert.Equal("try Sms Push", Words(Step(Notice(NoticeKind.Change), Ming, Sample.Terms, at)));
        Assert.Equal(
            "try Sms",
            Words(Step(Notice(NoticeKind.Reminder), Ming, Sample.Terms with { QuietHours = new(default, default) }, at))
        );
    }

    [Theory]
    [InlineData("13:30", "put off to 22 14:00")]
    [InlineData("14:00", "try Sms")]
    [InlineData("23:00", "try Sms")]
    public void Quiet_hours_may_be_of_the_day(string time, string expected) =>
        Assert.Equal(
            expected,
            Words(
                Step(
                    Notice(NoticeKind.Reminder),
                    Ming,
                    Sample.Terms with
                    {
                        QuietHours = new(new(12, 0), new(14, 0)),
                    },
                    new(
                        new DateOnly(2026, 11, 22),
                        TimeOnly.Parse(time, CultureInfo.InvariantCulture),
                        TimeSpan.FromHours(8)
                    )
                )
            )
        );

    [Theory]
    [InlineData("2026-10-31T21:30:00+01:00", "2026-11-01T08:00:00+01:00")]
    [InlineData("2026-10-25T00:30:00+02:00", "2026-10-25T08:00:00+01:00")]
    [InlineData("2026-10-25T07:30:00+01:00", "2026-10-25T08:00:00+01:00")]
    [InlineData("2027-03-28T01:30:00+01:00", "2027-03-28T08:00:00+02:00")]
    public void Nights_end_when_clocks_say_so_also_where_these_were_put_back_or_forward(string at, string until)
    {
        var berlin = Sample.Terms with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };

        var step = Assert.IsType<DeliveryStep.Wait>(
            Step(Notice(NoticeKind.Reminder), Ming, berlin, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture))
        );
        Assert.Equal(DateTimeOffset.Parse(until, CultureInfo.InvariantCulture), step.Until);
    }

    [Fact]
    public void Pauses_grow_and_the_last_goes_on()
    {
        var minutes = Enumerable
            .Range(0, 5)
            .Select(failures => DeliveryRetryDelays.Default.AfterFailures(failures).TotalMinutes);

        Assert.Equal([5, 5, 120, 120, 120], minutes);
    }

    [Fact]
    public void A_receipt_counts_once_for_each_channel_and_status_and_says_nothing_of_whether_all_is_done()
    {
        var first = new DeliveryReceipt(NoticeChannel.Sms, ReceiptStatus.Delivered, Sample.Noon, "r-1");
        var notice = Notice(NoticeKind.Reminder).WithReceipt(first);

        Assert.Same(notice, notice.WithReceipt(first with { At = Sample.Noon.AddDays(1), Reference = "r-2" }));
        Assert.Equal(2, notice.WithReceipt(first with { Status = ReceiptStatus.Read }).Receipts.Length);
        Assert.Null(notice.NotifiedAt);
    }

    [Fact]
    public void A_message_comes_back_as_it_was_sent_and_says_how_many_attempts_it_follows()
    {
        var message = new NoticeMessage(new("m-1", "n-abc"), 4);

        Assert.Equal(("m-1~n-abc", "m-1~n-abc~4"), ((message with { Attempts = 0 }).MessageId, message.MessageId));
        Assert.True(NoticeMessage.Read(message.ToJson()).TryGetValue(out var read));
        Assert.Equal(message, read);
        Assert.Equal(
            """{"memberId":"m-1","noticeId":"n-abc"}""",
            Encoding.UTF8.GetString((message with { Attempts = 0 }).ToJson().Span)
        );
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("""{"memberId":"m-1"}""")]
    [InlineData("""{"memberId":"a b","noticeId":"n-1"}""")]
    [InlineData("""{"memberId":"m-1","noticeId":"n-1","attempts":-1}""")]
    public void What_is_no_message_is_refused(string json) =>
        Assert.False(NoticeMessage.Read(Encoding.UTF8.GetBytes(json)).TryGetValue(out _));

    [Theory]
    [InlineData("m-1~n-abc", true)]
    [InlineData("m-1", false)]
    [InlineData("m-1~n-abc~sms", false)]
    [InlineData("~n-abc", false)]
    [InlineData("m 1~n-abc", false)]
    public void A_notices_name_says_whose_it_is(string text, bool isName) =>
        Assert.Equal(isName ? text : null, NoticeKey.Parse(text)?.ToString());

    private static Attempt Taken => new(Sample.Noon, null);

    private static Attempt Failed => new(Sample.Noon, "timeout");

    private static Notice Notice(NoticeKind kind) =>
        new(
            "n-1",
            Sample.WalletOfMing,
            kind,
            Sample.Noon,
            new("题", "title"),
            new("文", "text"),
            null,
            [NoticeChannel.Sms, NoticeChannel.Push]
        );

    [Fact]
    public void What_the_law_wants_told_waits_for_a_channel_that_is_not_set_up_and_is_not_taken_for_told()
    {
        var notice = Notice(NoticeKind.Change);
        static bool onlyPush(NoticeChannel channel) => channel == NoticeChannel.Push;

        Assert.Equal("try Push", Words(ChannelSelection.SelectNext(notice, Ming, Sample.Terms, onlyPush, Sample.Noon)));
        Assert.Equal(
            new DeliveryStep.Wait(Sample.Noon + ChannelSelection.SetUpRetryDelay),
            ChannelSelection.SelectNext(
                notice.WithAttempt(NoticeChannel.Push, Taken),
                Ming,
                Sample.Terms,
                onlyPush,
                Sample.Noon
            )
        );
    }

    [Fact]
    public void Anything_else_passes_over_a_channel_that_is_not_set_up()
    {
        Assert.Equal(Attempt.NotSetUp, ChannelSelection.FindUnreachableReason(NoticeChannel.Sms, Ming, _ => false));
        Assert.Equal(
            "try Push",
            Next(Notice(NoticeKind.Reminder).WithAttempt(NoticeChannel.Sms, new(Sample.Noon, Attempt.NotSetUp)))
        );
    }

    private static DeliveryStep Step(Notice notice, Member? member, ProgrammeTerms? terms, DateTimeOffset now) =>
        ChannelSelection.SelectNext(notice, member, terms, _ => true, now);

    private static string Next(Notice notice, Member? member = null) =>
        Words(Step(notice, member ?? Ming, Sample.Terms, Sample.Noon));

    private static string Words(DeliveryStep step) =>
        step.Match(
            complete: () => "done",
            wait: until =>
                $"put off to {until.ToOffset(TimeSpan.FromHours(8)).ToString("dd HH:mm", CultureInfo.InvariantCulture)}",
            send: channels => $"try {string.Join(' ', (IEnumerable<NoticeChannel>)channels)}"
        );
}
