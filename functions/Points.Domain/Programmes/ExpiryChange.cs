using System.Collections.Immutable;

namespace Points.Domain.Programmes;

/// <summary>
/// That points which members had when a revision came into force last as it says, and not as the terms said by which they
/// were earned (law L2). A lot does not know when it was earned: what counts is the latest day that can have given it its
/// last one. Lots that no terms explain keep their day.
/// </summary>
/// <param name="Terms">Of the revision.</param>
/// <param name="EarlierPeriods">What gave lots their days until then, oldest first.</param>
public sealed record ExpiryChange(ProgrammeTerms Terms, ImmutableArray<ExpiryChange.EarningPeriod> EarlierPeriods)
{
    public int Revision => Terms.Number;

    /// <summary>When it came into force.</summary>
    public DateTimeOffset EffectiveFrom => Terms.EffectiveFrom;

    /// <summary>The revisions of a programme, each with all re-datings up to it.</summary>
    public static ImmutableArray<ProgrammeTerms> AttachTo(ImmutableArray<ProgrammeTerms> revisions)
    {
        if (!revisions.Any(it => it.AppliesToEarned))
            return revisions;
        var (history, expiryChanges) = (EffectiveRevision.FromHistory(revisions), ImmutableArray<ExpiryChange>.Empty);
        for (var at = 1; at < history.Length; at++)
            // A document that still says what the one before it said says nothing new of points earned before.
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

    /// <param name="notifiedAt">When the member was told of it; null where they were not, and so lose nothing.</param>
    /// <returns>The last day of a lot by these terms.</returns>
    public DateOnly? CalculateExpiry(DateOnly? expiresOn, DateTimeOffset? notifiedAt)
    {
        var switched = Terms.BusinessDateOf(EffectiveFrom);
        // What had expired by then stays so, whether or not it was booked.
        if (expiresOn < switched || LatestEarningDay(expiresOn) is not { } earnedOn)
            return expiresOn;
        var next = Terms.Validity.ExpiresOn(earnedOn);
        if (IsNoSooner(next, expiresOn))
            return next;
        if (notifiedAt is not { } at)
            return expiresOn;
        // Never sooner than thirty days from the notice, and so that it can be seen and used for a day yet.
        DateOnly[] soonest = [next!.Value, Terms.BusinessDateOf(at + NoticePeriod.Length), switched];
        return IsNoSooner(soonest.Max(), expiresOn) ? expiresOn : soonest.Max();
    }

    /// <summary>The last day on which a lot can have been earned; null where no terms give such a lot.</summary>
    private DateOnly? LatestEarningDay(DateOnly? expiresOn) => EarlierPeriods.Max(it => it.LatestEarningDay(expiresOn));

    /// <summary>Whether the first never ends, or not before the second.</summary>
    private static bool IsNoSooner(DateOnly? day, DateOnly? other) => day is null || day >= other;

    private static ImmutableArray<EarningPeriod> FindEarningPeriods(
        ImmutableArray<EffectiveRevision> history,
        ImmutableArray<ExpiryChange> expiryChanges
    ) =>
        [
            // What re-dated lots itself gave their days to all that was earned before it, too.
            .. history.Select(it => new EarningPeriod(
                it.Terms.Validity,
                expiryChanges.Any(expiryChange => expiryChange.Revision == it.Terms.Number)
                    ? history[0].FirstDay
                    : it.FirstDay,
                it.LastDay
            )),
        ];

    /// <summary>Days on which points were earned that last as a validity says.</summary>
    public sealed record EarningPeriod(Validity Validity, DateOnly First, DateOnly Last)
    {
        /// <summary>The last of them that gives a lot its day; null if none does. What is earned later never ends sooner.</summary>
        public DateOnly? LatestEarningDay(DateOnly? expiresOn)
        {
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
