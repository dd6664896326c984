using Points.Domain.Earning;
using Points.Domain.Expiring;
using Points.Domain.Granting;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Reviewing;

namespace Points.Domain.Maintaining;

/// <summary>Calculates when each job must process a wallet next, under the terms of the wallet's last commit.</summary>
public static class WalletMaintenance
{
    public static MaintenanceSchedule ScheduleOf(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now) =>
        new()
        {
            Holds = wallet.Holds.IsEmpty ? null : wallet.Holds.Min(hold => hold.DueAt),
            Expiry = Earlier(NextExpiryAt(wallet, terms), NextPendingReleaseAt(wallet, terms)),
            Reminder = ReminderSchedule.NextAt(wallet, terms, terms.BusinessDateOf(now)),
            // A review that is due stays due until the job has done it, even if the wallet changes before.
            Review = wallet.ReviewDueAt <= now ? wallet.ReviewDueAt : TierReviewSchedule.NextAt(wallet, terms, now),
            Gifts = NextGiftsAt(wallet, terms, terms.BusinessDateOf(now)),
            Grants = GrantSchedule.NextAt(wallet, terms, now),
        };

    /// <summary>The start of the day after the last day of the lot that expires first.</summary>
    private static DateTimeOffset? NextExpiryAt(Wallet wallet, ProgrammeTerms terms) =>
        wallet.Lots.NextExpiry is { } lastDay && lastDay < DateOnly.MaxValue
            ? terms.StartOfDay(lastDay.PlusDays(1))
            : null;

    /// <summary>The start of the day on which the next pending points become usable.</summary>
    private static DateTimeOffset? NextPendingReleaseAt(Wallet wallet, ProgrammeTerms terms) =>
        wallet.PendingLots.NextUsableFrom is { } day ? terms.StartOfDay(day) : null;

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null || right < left ? right : left;

    /// <summary>
    /// Gifts that are due today stay due. This compares days, not instants: another instance's clock may be a moment
    /// behind the one that set the due time.
    /// </summary>
    private static DateTimeOffset? NextGiftsAt(Wallet wallet, ProgrammeTerms terms, DateOnly today) =>
        wallet.GiftsDueAt is { } due && terms.BusinessDateOf(due) <= today
            ? due
            : OwnDayGifts.NextAt(wallet.Facts, terms, today.PlusDays(1));
}
