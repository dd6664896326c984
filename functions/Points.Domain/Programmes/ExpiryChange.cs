using System.Collections.Immutable;

namespace Points.Domain.Programmes;

/// <summary>
/// A revision that changes when points expire that members earned before it (law L2). A lot does not store the day it
/// was earned, so the latest day that can have given the lot its last day counts as its earning day. If no day can have
/// given the lot its last day under earlier terms, the lot keeps its last day.
/// </summary>
/// <param name="Terms">The revision's terms.</param>
/// <param name="EarlierPeriods">The earning periods that gave lots their last days so far, oldest first.</param>
public sealed record ExpiryChange(ProgrammeTerms Terms, ImmutableArray<ExpiryChange.EarningPeriod> EarlierPeriods)
{
    public int Revision => Terms.Number;

    public DateTimeOffset EffectiveFrom => Terms.EffectiveFrom;

    /// <summary>Gives each revision of a programme all expiry changes up to and including its own.</summary>
    public static ImmutableArray<ProgrammeTerms> AttachTo(ImmutableArray<ProgrammeTerms> revisions)
    {
        if (!revisions.Any(it => it.AppliesToEarned))
            return revisions;
        var (history, expiryChanges) = (EffectiveRevision.FromHistory(revisions), ImmutableArray<ExpiryChange>.Empty);
        for (var at = 1; at < history.Length; at++)
            // A document that repeats the previous validity changes nothing for points already earned.
            if (
                history[at].Terms is { AppliesToEarned: true } terms
                && history[at - 1].Terms is var last
                && !(last.AppliesToEarned && last.Validity == terms.Validity)
            )
                expiryChanges = expiryChanges.Add(new(terms, FindEarningPeriods(history[..at], expiryChanges)));
        return
        [
            .. revisions.Select(it =>
                it with
                {
                    ExpiryChanges = expiryChanges.RemoveAll(expiryChange => expiryChange.Revision > it.Number),
                }
            ),
        ];
    }

    /// <summary>Calculates a lot's last day under the new terms.</summary>
    /// <param name="expiresOn">The lot's last day so far; null if it never expires.</param>
    /// <param name="notifiedAt">
    /// When the member was notified of the change; null if they were not. Their points then never expire sooner.
    /// </param>
    /// <returns>The new last day; null if the lot never expires.</returns>
    public DateOnly? CalculateExpiry(DateOnly? expiresOn, DateTimeOffset? notifiedAt)
    {
        var effectiveOn = Terms.BusinessDateOf(EffectiveFrom);
        // A lot that has expired by then stays expired, whether or not its expiry has been recorded.
        if (expiresOn < effectiveOn || LatestEarningDay(expiresOn) is not { } earnedOn)
            return expiresOn;
        var next = Terms.Validity.ExpiresOn(earnedOn);
        if (IsNoSooner(next, expiresOn))
            return next;
        if (notifiedAt is not { } at)
            return expiresOn;
        // At least thirty days after the notice, and usable on the day the change takes effect.
        DateOnly[] earliest = [next!.Value, Terms.BusinessDateOf(at.Plus(NoticePeriod.Length)), effectiveOn];
        return IsNoSooner(earliest.Max(), expiresOn) ? expiresOn : earliest.Max();
    }

    /// <summary>
    /// The latest day on which a lot that expires on the given day can have been earned; null if there is none.
    /// </summary>
    private DateOnly? LatestEarningDay(DateOnly? expiresOn) => EarlierPeriods.Max(it => it.LatestEarningDay(expiresOn));

    /// <summary>
    /// Whether a lot with the first last day lasts at least as long as one with the other. Null means that it never
    /// expires.
    /// </summary>
    private static bool IsNoSooner(DateOnly? day, DateOnly? other) => day is null || day >= other;

    private static ImmutableArray<EarningPeriod> FindEarningPeriods(
        ImmutableArray<EffectiveRevision> history,
        ImmutableArray<ExpiryChange> expiryChanges
    ) =>
        [
            // An earlier expiry change gave its last days to everything earned before it, too.
            .. history.Select(it => new EarningPeriod(
                it.Terms.Validity,
                expiryChanges.Any(expiryChange => expiryChange.Revision == it.Terms.Number)
                    ? history[0].FirstDay
                    : it.FirstDay,
                it.LastDay
            )),
        ];

    /// <summary>A span of days with the validity of points earned on them.</summary>
    public sealed record EarningPeriod(Validity Validity, DateOnly First, DateOnly Last)
    {
        /// <summary>
        /// The latest day of the period on which a lot that expires on the given day can have been earned; null if
        /// there is none.
        /// </summary>
        public DateOnly? LatestEarningDay(DateOnly? expiresOn)
        {
            // A binary search: points earned later never expire sooner.
            var (low, high) = (First.DayNumber, Last.DayNumber);
            while (low < high)
            {
                var middle = low + ((high - low + 1) / 2);
                if (ExpiryOfDay(middle) is { } day && day > expiresOn)
                    high = middle - 1;
                else
                    low = middle;
            }
            return low == high && ExpiryOfDay(low) == expiresOn ? DateOnly.FromDayNumber(low) : null;
        }

        private DateOnly? ExpiryOfDay(int day) => Validity.ExpiresOn(DateOnly.FromDayNumber(day));
    }
}
