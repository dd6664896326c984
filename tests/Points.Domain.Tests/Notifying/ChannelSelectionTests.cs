using System.Globalization;
using Points.Domain.Ledger;
using Points.Domain.Notifying;
using Points.Domain.Programmes;

namespace Points.Domain.Tests.Notifying;

/// <summary>Which channels a notice goes by, when, and when its delivery is complete (laws L2 and L14).</summary>
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

    public static TheoryData<NoticeKind> RequiredByLaw =>
        [NoticeKind.Change, NoticeKind.Postponed, NoticeKind.Withdrawn];

    public static TheoryData<NoticeKind> NotRequiredByLaw =>
        [NoticeKind.Reminder, NoticeKind.TierReview, NoticeKind.Gift];

    [Theory]
    [MemberData(nameof(RequiredByLaw))]
    public void Given_a_notice_the_law_requires_Then_each_channel_is_tried_until_it_accepts_or_fails_three_times(
        NoticeKind kind
    )
    {
        var notice = Notice(kind);
        Assert.Equal("try Sms Push", Next(notice));

        notice = notice.WithAttempt(NoticeChannel.Sms, Accepted).WithAttempt(NoticeChannel.Push, Failed);
        Assert.Equal("try Push", Next(notice));

        notice = notice.WithAttempt(NoticeChannel.Push, Failed).WithAttempt(NoticeChannel.Push, Failed);
        Assert.Equal("done", Next(notice));
        Assert.Equal(
            (DeliveryStatus.Accepted, DeliveryStatus.Failed),
            (notice.FindStatus(NoticeChannel.Sms), notice.FindStatus(NoticeChannel.Push))
        );
    }

    [Theory]
    [MemberData(nameof(NotRequiredByLaw))]
    public void Given_any_other_notice_Then_the_next_channel_is_tried_only_after_three_failures(NoticeKind kind)
    {
        var notice = Notice(kind);
        Assert.Equal("try Sms", Next(notice));
        Assert.Equal("done", Next(notice.WithAttempt(NoticeChannel.Sms, Accepted)));

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
    public void Given_a_member_without_a_number_Then_SMS_has_failed_after_one_attempt()
    {
        var noPhone = Ming with { Phone = null };

        Assert.Equal(Attempt.NoPhone, ChannelSelection.FindUnreachableReason(NoticeChannel.Sms, noPhone, _ => true));
        Assert.Null(ChannelSelection.FindUnreachableReason(NoticeChannel.Push, noPhone, _ => true));
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
    public void Only_gifts_need_consent_to_marketing(NoticeKind kind, string expected) =>
        Assert.Equal(expected, Next(Notice(kind), Ming with { Consents = new(false, Marketing: false) }));

    [Fact]
    public void Given_a_deleted_member_or_no_channels_Then_delivery_is_complete()
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
    public void In_quiet_hours_only_notices_the_law_requires_are_sent(string time, string expected)
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
    public void Quiet_hours_may_be_in_the_daytime(string time, string expected) =>
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
    public void Quiet_hours_end_by_local_time_even_when_the_clocks_change(string at, string until)
    {
        var berlin = Sample.Terms with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };

        var step = Assert.IsType<DeliveryStep.Wait>(
            Step(Notice(NoticeKind.Reminder), Ming, berlin, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture))
        );
        Assert.Equal(DateTimeOffset.Parse(until, CultureInfo.InvariantCulture), step.Until);
    }

    [Fact]
    public void Retry_delays_grow_and_the_last_one_repeats()
    {
        var minutes = Enumerable
            .Range(0, 5)
            .Select(failures => DeliveryRetryDelays.Default.AfterFailures(failures).TotalMinutes);

        Assert.Equal([5, 5, 120, 120, 120], minutes);
    }

    [Fact]
    public void A_receipt_counts_once_for_each_channel_and_status_and_does_not_complete_delivery()
    {
        var first = new DeliveryReceipt(NoticeChannel.Sms, ReceiptStatus.Delivered, Sample.Noon, "r-1");
        var notice = Notice(NoticeKind.Reminder).WithReceipt(first);

        Assert.Same(notice, notice.WithReceipt(first with { At = Sample.Noon.AddDays(1), Reference = "r-2" }));
        Assert.Equal(2, notice.WithReceipt(first with { Status = ReceiptStatus.Read }).Receipts.Length);
        Assert.Null(notice.NotifiedAt);
    }

    [Fact]
    public void Given_a_channel_without_a_gateway_Then_a_notice_the_law_requires_waits_for_it()
    {
        var notice = Notice(NoticeKind.Change);
        static bool onlyPush(NoticeChannel channel) => channel == NoticeChannel.Push;

        Assert.Equal("try Push", Words(ChannelSelection.SelectNext(notice, Ming, Sample.Terms, onlyPush, Sample.Noon)));
        Assert.Equal(
            new DeliveryStep.Wait(Sample.Noon + ChannelSelection.SetUpRetryDelay),
            ChannelSelection.SelectNext(
                notice.WithAttempt(NoticeChannel.Push, Accepted),
                Ming,
                Sample.Terms,
                onlyPush,
                Sample.Noon
            )
        );
    }

    [Fact]
    public void Given_a_channel_without_a_gateway_Then_any_other_notice_skips_it()
    {
        Assert.Equal(Attempt.NotSetUp, ChannelSelection.FindUnreachableReason(NoticeChannel.Sms, Ming, _ => false));
        Assert.Equal(
            "try Push",
            Next(Notice(NoticeKind.Reminder).WithAttempt(NoticeChannel.Sms, new(Sample.Noon, Attempt.NotSetUp)))
        );
    }

    private static Attempt Accepted => new(Sample.Noon, null);

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

    private static DeliveryStep Step(Notice notice, Member? member, ProgrammeTerms? terms, DateTimeOffset now) =>
        ChannelSelection.SelectNext(notice, member, terms, _ => true, now);

    private static string Next(Notice notice, Member? member = null) =>
        Words(Step(notice, member ?? Ming, Sample.Terms, Sample.Noon));

    private static string Words(DeliveryStep step) =>
        step.Match(
            complete: () => "done",
            wait: until => $"put off to {BeijingTime(until).ToString("dd HH:mm", CultureInfo.InvariantCulture)}",
            send: channels => $"try {string.Join(' ', (IEnumerable<NoticeChannel>)channels)}"
        );

    private static DateTimeOffset BeijingTime(DateTimeOffset instant) => instant.ToOffset(TimeSpan.FromHours(8));
}
