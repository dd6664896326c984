using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Expiring;

/// <summary>
/// When members are reminded of points that expire: thirty, seven and one days ahead, of every lot, once each (law L3), and
/// not at night.
/// </summary>
public static class ReminderSchedule
{
    /// <summary>In days; the longest first.</summary>
    public static readonly ImmutableArray<int> DaysAhead = [30, 7, 1];

    /// <summary>When the next one is to be given; null where nothing expires or all have been given.</summary>
    public static DateTimeOffset? NextAt(Wallet wallet, ProgrammeTerms terms)
    {
        DateOnly? next = null;
        foreach (var expiresOn in ExpiryDays(wallet))
        {
            var ahead = NextDaysAhead(wallet, expiresOn);
            if (ahead is { } days && !(next < expiresOn.AddDays(-days)))
                next = expiresOn.AddDays(-days);
            // Of what expires later nothing can come before the longest reminder of this.
            if (ahead == DaysAhead[0])
                break;
        }
        return next is { } day ? terms.InstantOf(day, terms.QuietHours.EarliestSendTime) : null;
    }

    /// <summary>The days on which open lots expire, oldest first.</summary>
    internal static IEnumerable<DateOnly> ExpiryDays(Wallet wallet)
    {
        DateOnly? last = null;
        foreach (var lot in wallet.Lots.Open)
        {
            if (lot.ExpiresOn is not { } expiresOn)
                yield break;
            if (expiresOn != last)
                yield return expiresOn;
            last = expiresOn;
        }
    }

    /// <summary>How many days ahead the next reminder of that day is; null if all have been given.</summary>
    internal static int? NextDaysAhead(Wallet wallet, DateOnly expiresOn)
    {
        foreach (var given in wallet.RemindersSent)
            if (given.ExpiresOn == expiresOn)
                return DaysAhead.FirstOrDefault(days => days < given.DaysAhead) is var next and > 0 ? next : null;
        return DaysAhead[0];
    }
}
