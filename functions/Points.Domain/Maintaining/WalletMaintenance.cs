using Points.Domain.Earning;
using Points.Domain.Expiring;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Reviewing;

namespace Points.Domain.Maintaining;

/// <summary>Decides when each job has to look at a wallet next, by the terms that decided the wallet's last commit.</summary>
public static class WalletMaintenance
{
    public static MaintenanceSchedule ScheduleOf(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now) =>
        new()
        {
            Holds = wallet.Holds.IsEmpty ? null : wallet.Holds.Min(hold => hold.DueAt),
            Expiry = wallet.Lots.Open is [{ ExpiresOn: { } first }, ..] ? terms.StartOfDay(first.AddDays(1)) : null,
            Reminder = ReminderSchedule.NextAt(wallet, terms),
            // What has come due stays so until the job has seen to it, whoever changes the wallet before.
            Review = wallet.ReviewDueAt <= now ? wallet.ReviewDueAt : TierReviewSchedule.NextAt(wallet, terms, now),
            Gifts = NextGiftsAt(wallet, terms, terms.BusinessDateOf(now)),
        };

    /// <summary>By the day: whoever was asked a moment before the profile made it due must not put it off to the next one.</summary>
    private static DateTimeOffset? NextGiftsAt(Wallet wallet, ProgrammeTerms terms, DateOnly today) =>
        wallet.GiftsDueAt is { } due && terms.BusinessDateOf(due) <= today
            ? due
            : OwnDayGifts.NextAt(wallet.Facts, terms, today.AddDays(1));
}
