using System.Globalization;
using Points.Domain.Expiring;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Expiring;

/// <summary>Members are reminded 30, 7 and 1 days ahead, once for each lot (law L3).</summary>
public sealed class ReminderMaintenanceTests
{
    /// <summary>A wallet with 100 points whose last day is 30 November 2028.</summary>
    private static InMemoryWallet WalletExpiringInNovember => new(WalletWithPoints(100));

    [Fact]
    public void A_reminder_is_sent_once_30_7_and_1_days_ahead()
    {
        var wallet = WalletExpiringInNovember;
        var days = new List<string>();
        for (var day = new DateOnly(2028, 10, 1); day < new DateOnly(2028, 12, 5); day = day.AddDays(1))
            if (wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, At(day))))
                days.Add(day.ToString("MM-dd", CultureInfo.InvariantCulture));

        Assert.Equal(["10-31", "11-23", "11-29"], days);
    }

    [Fact]
    public void A_reminder_lists_every_lot_that_is_due()
    {
        var wallet = new InMemoryWallet(
            WalletWithPoints(100).AfterEarning(25, Noon, "kiosk").AfterEarning(7, Noon.AddMonths(1))
        );

        wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, At(new(2028, 11, 23))));

        var notice = Assert.Single(wallet.Notices);
        Assert.Equal((NoticeKind.Reminder, WalletOfMing), (notice.Kind, notice.Wallet));
        foreach (var said in new[] { "125", "100", "25", "30 November 2028", "7 days" })
            Assert.Contains(said, notice.Title.En + notice.Text.En, StringComparison.Ordinal);
        Assert.Contains("2028年11月30日", notice.Text.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain("31 December", notice.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_pause_the_job_sends_one_reminder_and_not_those_that_it_missed()
    {
        var wallet = WalletExpiringInNovember;

        Assert.True(wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, At(new(2028, 11, 25)))));
        Assert.False(wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, At(new(2028, 11, 28)))));
        Assert.True(wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, At(new(2028, 11, 30)))));
        Assert.Equal(2, wallet.Notices.Count);
    }

    [Fact]
    public void Points_that_return_after_a_reminder_are_in_the_next_one()
    {
        var wallet = WalletExpiringInNovember;
        wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, At(new(2028, 10, 31))));
        var back = new InMemoryWallet(
            wallet.Wallet with
            {
                Lots = wallet.Wallet.Lots.Add(new(new(50), new DateOnly(2028, 11, 30), "kiosk")),
            }
        );

        Assert.False(back.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, At(new(2028, 11, 1)))));
        Assert.True(back.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, At(new(2028, 11, 23)))));
        Assert.Contains("150", back.Notices[0].Title.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_no_points_left_Then_no_reminder_is_sent()
    {
        var wallet = WalletExpiringInNovember;
        wallet.Decide(it => Domain.Redeeming.Redeem.Decide(it, Redeem("mug"), Terms, Request("r")));

        Assert.False(wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, At(new(2028, 11, 29)))));
        Assert.Null(WalletMaintenance.ScheduleOf(wallet.Wallet, Terms, Noon).Reminder);
    }

    [Fact]
    public void Points_on_hold_are_reminded_of_like_others_and_no_more_after_their_last_day()
    {
        var wallet = WalletExpiringInNovember;
        wallet
            .Decide(it =>
                Domain.Redeeming.Redeem.Decide(
                    it,
                    Redeem("mug") with
                    {
                        IsHold = true,
                        HoldUntil = At(new(2029, 10, 1)),
                    },
                    Terms,
                    Request("hold", At(new(2028, 10, 30)))
                )
            )
            .ExpectAccepted();

        var days = new List<string>();
        for (var day = new DateOnly(2028, 10, 30); day < new DateOnly(2028, 12, 31); day = day.AddDays(1))
            if (wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, At(day))))
                days.Add(day.ToString("MM-dd", CultureInfo.InvariantCulture));

        Assert.Equal(["10-31", "11-23", "11-29"], days);
        Assert.Contains(
            "on hold for a reward until 1 October 2029",
            wallet.Notices[0].Text.En,
            StringComparison.Ordinal
        );
        Assert.Null(WalletMaintenance.ScheduleOf(wallet.Wallet, Terms, At(new(2028, 12, 1))).Reminder);
    }

    [Fact]
    public void Points_that_cannot_be_used_yet_are_reminded_of()
    {
        var wallet = new InMemoryWallet(
            NewWallet with
            {
                PendingLots = PendingLots.None.Add(
                    new(new(40), new(2028, 11, 10), new DateOnly(2028, 11, 30), "shop", 1)
                ),
            }
        );

        Assert.Equal(
            Terms.InstantOf(new(2028, 10, 31), new(8, 0)),
            WalletMaintenance.ScheduleOf(wallet.Wallet, Terms, Noon).Reminder
        );
        Assert.True(wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, At(new(2028, 10, 31)))));
    }

    [Fact]
    public void Given_points_that_never_expire_Then_no_reminder_is_sent()
    {
        var lifetime = Read(
            Document.Replace(
                """{ "kind": "months", "months": 24, "monthEnd": true }""",
                """{ "kind": "lifetime" }""",
                StringComparison.Ordinal
            )
        );
        var wallet = NewWallet with { Lots = Lots.None.Add(new(new(5), null, "shop")) };

        Assert.Null(ReminderMaintenance.Decide(wallet, lifetime, At(new(2100, 1, 1))));
        Assert.Equal(new MaintenanceSchedule(), WalletMaintenance.ScheduleOf(wallet, lifetime, Noon));
    }

    [Fact]
    public void Sent_reminders_are_forgotten_after_the_points_have_expired()
    {
        var wallet = new InMemoryWallet(WalletWithPoints(100).AfterEarning(9, Noon.AddMonths(1)));
        wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, At(new(2028, 11, 29))));

        wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, At(new(2028, 12, 2))));

        Assert.Equal([new ReminderSent(new(2028, 12, 31), 30)], wallet.Wallet.RemindersSent);
    }

    /// <summary>Noon of a day in Shanghai.</summary>
    private static DateTimeOffset At(DateOnly day) => new(day, new(12, 0), TimeSpan.FromHours(8));
}
