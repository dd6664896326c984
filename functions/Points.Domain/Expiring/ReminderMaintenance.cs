using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;

namespace Points.Domain.Expiring;

/// <summary>Sends a member one notice about all lots whose expiry reminder is due (law L3).</summary>
public static class ReminderMaintenance
{
    /// <returns>Null if no reminder is due.</returns>
    public static Decision.Accepted? Decide(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now)
    {
        var pending = wallet.BeginChange(terms, now);
        var due = FindDue(pending.Wallet, pending.Today).ToImmutableArray();
        if (due.IsEmpty)
            return null;
        var lots = ExpiringPoints
            .ListOf(pending.Wallet, pending.Today)
            .Where(points => due.Any(it => it.ExpiresOn == points.ExpiresOn))
            .Select(points => (points.Points, points.ExpiresOn, points.HeldUntil))
            .ToImmutableArray();
        // Each reminder is sent once, so the first one identifies the notice for all of them.
        var first = due[0];
        var about = FormattableString.Invariant($"{first.ExpiresOn:O}-{first.DaysAhead}");
        var sent = wallet
            .RemindersSent.RemoveAll(it =>
                it.ExpiresOn < pending.Today || due.Any(next => next.ExpiresOn == it.ExpiresOn)
            )
            .AddRange(due);
        return new(pending with { Wallet = pending.Wallet with { RemindersSent = sent } })
        {
            NewRecords =
            [
                Notice.Create(
                    wallet.Id,
                    NoticeKind.Reminder,
                    about,
                    NoticeTexts.Reminder(terms, lots, pending.Today),
                    terms,
                    now
                ),
            ],
        };
    }

    /// <summary>
    /// Finds at most one reminder for each expiry day: the one with the fewest days ahead. Reminders that were missed
    /// before it are skipped.
    /// </summary>
    private static IEnumerable<ReminderSent> FindDue(Wallet wallet, DateOnly today)
    {
        foreach (var expiresOn in ReminderSchedule.ExpiryDays(wallet, today))
        {
            var left = expiresOn.DayNumber - today.DayNumber;
            if (left > ReminderSchedule.LongestDaysAhead)
                yield break;
            var ahead = ReminderSchedule.DaysAhead.Last(days => days >= left);
            if (ReminderSchedule.NextDaysAhead(wallet, expiresOn) is { } next && ahead <= next)
                yield return new(expiresOn, ahead);
        }
    }
}
