using Points.Domain.Expiring;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Maintaining;

/// <summary>A wallet is due for a job exactly when the job has something to do, not earlier and not later.</summary>
public sealed class WalletMaintenanceTests
{
    [Fact]
    public void Expiry_is_due_at_the_start_of_the_day_after_the_last_in_the_programmes_time_zone()
    {
        var wallet = WalletWithPoints(100);
        var due = WalletMaintenance.ScheduleOf(wallet, Terms, Noon).Expiry!.Value;

        Assert.Equal(new(2028, 12, 1, 0, 0, 0, TimeSpan.FromHours(8)), due);
        Assert.Equal(new(2028, 11, 30, 16, 0, 0, TimeSpan.Zero), due);
        Assert.Empty(wallet.BeginChange(Terms, due.AddTicks(-1)).Entries);
        Assert.Single(wallet.BeginChange(Terms, due).Entries);
    }

    [Theory]
    [InlineData("2027-02-28", "2027-03-01T00:00:00+08:00")]
    [InlineData("2028-02-28", "2028-02-29T00:00:00+08:00")]
    [InlineData("2028-02-29", "2028-03-01T00:00:00+08:00")]
    [InlineData("2027-12-31", "2028-01-01T00:00:00+08:00")]
    public void The_day_after_the_last_follows_the_calendar(string last, string due) =>
        Assert.Equal(
            DateTimeOffset.Parse(due, null),
            WalletMaintenance
                .ScheduleOf(
                    NewWallet with
                    {
                        Lots = Lots.None.Add(new(new(1), DateOnly.Parse(last, null), "shop")),
                    },
                    Terms,
                    Noon
                )
                .Expiry
        );

    [Fact]
    public void Reminders_are_due_in_the_morning_after_the_quiet_hours()
    {
        var quiet = Terms with { QuietHours = new(new(22, 0), new(9, 30)) };

        Assert.Equal(
            new(2028, 10, 31, 8, 0, 0, TimeSpan.FromHours(8)),
            WalletMaintenance.ScheduleOf(WalletWithPoints(100), Terms, Noon).Reminder
        );
        Assert.Equal(
            new(2028, 10, 31, 9, 30, 0, TimeSpan.FromHours(8)),
            WalletMaintenance.ScheduleOf(WalletWithPoints(100), quiet, Noon).Reminder
        );
        Assert.Equal(
            new(2028, 10, 31, 0, 0, 0, TimeSpan.FromHours(8)),
            WalletMaintenance
                .ScheduleOf(WalletWithPoints(100), Terms with { QuietHours = new(new(12, 0), new(12, 0)) }, Noon)
                .Reminder
        );
    }

    [Fact]
    public void A_reminder_is_due_exactly_when_one_can_be_sent()
    {
        var wallet = new InMemoryWallet(
            WalletWithPoints(100).AfterEarning(50, Noon.AddMonths(1)).AfterEarning(20, Noon.AddMonths(2))
        );
        for (
            var now = new DateTimeOffset(2028, 10, 1, 12, 0, 0, TimeSpan.FromHours(8));
            now < new DateTimeOffset(2029, 3, 1, 0, 0, 0, TimeSpan.Zero);
            now = now.AddDays(1)
        )
        {
            var isDue = WalletMaintenance.ScheduleOf(wallet.Wallet, Terms, now).Reminder <= now;
            Assert.Equal(isDue, wallet.CommitMaintenance(it => ReminderMaintenance.Decide(it, Terms, now)));
        }
        Assert.Equal(9, wallet.Notices.Count);
    }
}
