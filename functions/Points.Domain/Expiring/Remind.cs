using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;

namespace Points.Domain.Expiring;

/// <summary>Reminds a member of all lots for which a reminder is due, in one notice.</summary>
public static class Remind
{
    /// <returns>Null where nothing is due.</returns>
    public static Decision.Accepted? Decide(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now)
    {
        var pending = wallet.BeginChange(terms, now);
        var due = FindDue(pending.Wallet, pending.Today).ToImmutableArray();
        if (due.IsEmpty)
            return null;
        var lots = pending
            .Wallet.Lots.Open.Where(lot => due.Any(it => it.ExpiresOn == lot.ExpiresOn))
            .Select(lot => (lot.Points, lot.ExpiresOn!.Value))
            .ToImmutableArray();
        // Of a day and of a distance there is one reminder: the first names them all.
        var about = FormattableString.Invariant($"{due[0].ExpiresOn:O}-{due[0].DaysAhead}");
        var reminded = wallet
            .RemindersSent.RemoveAll(it =>
                it.ExpiresOn < pending.Today || due.Any(next => next.ExpiresOn == it.ExpiresOn)
            )
            .AddRange(due);
        return new(pending with { Wallet = pending.Wallet with { RemindersSent = reminded } })
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

    /// <summary>Of each day the shortest distance that has come: who missed a reminder is not sent it together with the next.</summary>
    private static IEnumerable<ReminderSent> FindDue(Wallet wallet, DateOnly today)
    {
        foreach (var expiresOn in ReminderSchedule.ExpiryDays(wallet))
        {
            var left = expiresOn.DayNumber - today.DayNumber;
            if (left > ReminderSchedule.DaysAhead[0])
                yield break;
            var ahead = ReminderSchedule.DaysAhead.Last(days => days >= left);
            if (ReminderSchedule.NextDaysAhead(wallet, expiresOn) is { } next && ahead <= next)
                yield return new(expiresOn, ahead);
        }
    }
}
