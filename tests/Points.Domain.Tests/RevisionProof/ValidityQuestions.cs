using Points.Domain.Programmes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Asks when points can be used first and last, those of new purchases and those that members have.</summary>
internal static class ValidityQuestions
{
    private static readonly DateTimeOffset EffectiveAt = new(2027, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));

    public static IEnumerable<string> Find(RevisionPair pair, SituationSource situations) =>
        pair.HasChange("validity") || pair.HasChange("earning") || pair.HasChange("timeZone")
            ? FindInNew(pair, situations).Concat(FindInEarned(pair))
            : [];

    private static IEnumerable<string> FindInNew(RevisionPair pair, SituationSource situations)
    {
        for (var ask = 0; ask < 60; ask++)
        {
            var at = (ask % 3) switch
            {
                0 => situations.Any().At,
                1 => EffectiveAt.AddDays(situations.Random.Next(2_000)),
                _ => StartOfMonth(situations.Pick(pair.Old, pair.New), ask).AddSeconds(-(ask % 2)),
            };
            var (before, after) = (EndOf(pair.Old, at), EndOf(pair.New, at));
            if (after < before)
                yield return $"points earned at {at:O} end at {after:O}, not {before:O}";
            // Points that have ended before they are earned, after a fixed date, are never usable.
            if (before > at && UsableFrom(pair.New, at) > UsableFrom(pair.Old, at))
                yield return $"points earned at {at:O} can be used later";
        }
    }

    private static DateTimeOffset StartOfMonth(ProgrammeTerms terms, int months) =>
        terms.StartOfDay(new DateOnly(2027, 1, 1).AddMonths(months));

    /// <summary>The instant at which points earned then can no longer be used.</summary>
    private static DateTimeOffset EndOf(ProgrammeTerms terms, DateTimeOffset earnedAt) =>
        terms.Validity.ExpiresOn(terms.BusinessDateOf(earnedAt)) is { } last
            ? terms.StartOfDay(last.PlusDays(1))
            : DateTimeOffset.MaxValue;

    private static DateTimeOffset UsableFrom(ProgrammeTerms terms, DateTimeOffset bookedAt) =>
        terms.PurchaseUsableFrom(terms.BusinessDateOf(bookedAt)) is { } first ? terms.StartOfDay(first) : bookedAt;

    private static IEnumerable<string> FindInEarned(RevisionPair pair)
    {
        ProgrammeTerms[] history =
        [
            pair.Old with
            {
                EffectiveFrom = EffectiveAt.AddYears(-4),
            },
            pair.New with
            {
                Number = 2,
                EffectiveFrom = EffectiveAt,
            },
        ];
        foreach (var change in ExpiryChange.AttachTo([.. history])[1].ExpiryChanges.Where(it => it.Revision == 2))
            for (var days = 1; days < 1_400; days += 13)
            {
                var earnedOn = pair.Old.BusinessDateOf(EffectiveAt).AddDays(-days);
                var before = pair.Old.Validity.ExpiresOn(earnedOn);
                var after = change.CalculateExpiry(before, EffectiveAt.AddDays(-31));
                if (after < (before ?? DateOnly.MaxValue))
                    yield return $"points earned on {earnedOn:O} end on {after:O} instead of {before:O}";
            }
    }
}
