using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>Compares what members get under two conditions, one in each revision, without buying anything.</summary>
internal static class GiftComparison
{
    private const int SituationsMax = 400;

    /// <param name="now">The instant of the comparison: nobody is given anything before it.</param>
    /// <param name="give">What a member gets in a situation, today and under the later terms.</param>
    /// <param name="tell">A sentence about a member, named by the first argument, who gets less.</param>
    public static Finding Compare(
        Condition before,
        Condition after,
        ProgrammeTerms termsBefore,
        ProgrammeTerms termsAfter,
        DateTimeOffset now,
        Func<Situation, (long Was, long Becomes)> give,
        Func<string, Situation, string> tell
    )
    {
        IReadOnlyList<IReadOnlyList<Condition>> rules =
        [
            [before, after],
        ];
        var space = new SituationSpace(
            [
                .. new Dimensions(
                    rules[0],
                    [],
                    TierPair.List(termsBefore.Tiers, termsAfter.Tiers),
                    termsBefore,
                    new(termsBefore, now, since: now, [])
                ).OfMembers(),
            ],
            rules[0]
        );
        var (isBetter, situations) = (false, space.List(rules, SituationsMax));
        var worse = space.FindFirst(
            situations.All,
            it =>
            {
                var (was, becomes) = give(it);
                isBetter |= becomes > was;
                return becomes < was;
            }
        );
        return new(worse is null ? null : tell(new SituationText(space.Plain).OfVisit(worse), worse), isBetter)
        {
            IsComplete = situations.IsComplete,
        };
    }
}
