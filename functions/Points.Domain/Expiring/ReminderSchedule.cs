using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Expiring;

/// <summary>
/// When members are reminded that points expire: 30, 7 and 1 days ahead, once for each lot (law L3), and outside the
/// programme's quiet hours. Held and pending points are no exception.
/// </summary>
public static class ReminderSchedule
{
    /// <summary>In days, the longest first.</summary>
    public static readonly ImmutableArray<int> DaysAhead = [30, 7, 1];

    /// <summary>How many days ahead the first reminder is sent.</summary>
    internal static int LongestDaysAhead => DaysAhead[0];

    /// <summary>Finds when the next reminder is due. Null if no points expire or all reminders are sent.</summary>
    public static DateTimeOffset? NextAt(Wallet wallet, ProgrammeTerms terms, DateOnly today)
    {
        DateOnly? next = null;
        foreach (var expiresOn in ExpiryDays(wallet, today))
        {
            if (NextDaysAhead(wallet, expiresOn) is not { } daysAhead)
                continue;
            var remindOn = expiresOn.PlusDays(-daysAhead);
            if (next is null || remindOn < next)
                next = remindOn;
            // Later expiry days have no earlier reminder: none is sent more days ahead than this one.
            if (daysAhead == LongestDaysAhead)
                break;
        }
        return next is { } day ? terms.InstantOf(day, terms.QuietHours.EarliestSendTime) : null;
    }

    /// <summary>Lists the last days of the points that the member still has, earliest first.</summary>
    internal static IEnumerable<DateOnly> ExpiryDays(Wallet wallet, DateOnly today)
    {
        DateOnly? last = null;
        foreach (var points in ExpiringPoints.ListOf(wallet, today))
        {
            if (points.ExpiresOn != last)
                yield return points.ExpiresOn;
            last = points.ExpiresOn;
        }
    }

    /// <summary>
    /// Finds how many days ahead the next reminder of an expiry day is sent; null if all its reminders are sent.
    /// </summary>
    internal static int? NextDaysAhead(Wallet wallet, DateOnly expiresOn)
    {
        foreach (var sent in wallet.RemindersSent)
        {
            if (sent.ExpiresOn != expiresOn)
                continue;
            var next = DaysAhead.FirstOrDefault(days => days < sent.DaysAhead);
            return next == 0 ? null : next;
        }
        return LongestDaysAhead;
    }
}
