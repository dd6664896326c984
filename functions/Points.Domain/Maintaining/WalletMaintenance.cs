using Points.Domain.Expiring;
using Points.Domain.Gifting;
using Points.Domain.Programmes;
using Points.Domain.Reviewing;
using Points.Domain.Wallets;

namespace Points.Domain.Maintaining;

/// <summary>Decides when each job has to look at a wallet next, by the terms that decided the wallet's last commit.</summary>
public static class WalletMaintenance
{
    public static Dues ScheduleOf(Wallet wallet, ProgrammeRevision terms, DateTimeOffset now) =>
        new()
        {
            Holds = wallet.Holds.IsEmpty ? null : wallet.Holds.Min(hold => hold.DueAt),
            Expiry = wallet.Lots.Open is [{ ExpiresOn: { } first }, ..] ? terms.BeginningOf(first.AddDays(1)) : null,
            Reminder = Reminders.NextAt(wallet, terms),
            // What has come due stays so until the job has seen to it, whoever changes the wallet before.
            Review = wallet.ReviewDueAt <= now ? wallet.ReviewDueAt : TierReviews.NextAt(wallet, terms, now),
            Gifts = GiftsOf(wallet, terms, terms.BusinessDate(now)),
        };

    /// <summary>By the day: whoever was asked a moment before the profile made it due must not put it off to the next one.</summary>
    private static DateTimeOffset? GiftsOf(Wallet wallet, ProgrammeRevision terms, DateOnly today) =>
        wallet.GiftsDueAt is { } due && terms.BusinessDate(due) <= today
            ? due
            : OwnDayGifts.NextAt(wallet.Facts, terms, today.AddDays(1));
}
