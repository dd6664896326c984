using Points.Domain.Programmes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Asks for prices that operators set, and for the highest that they may set.</summary>
internal static class OperatorPriceQuestions
{
    public static IEnumerable<string> Find(RevisionPair pair, SituationSource situations)
    {
        foreach (var reward in pair.Old.Rewards.Where(it => pair.HasRewardChange(it.RewardId)))
        {
            if (pair.New.FindReward(reward.RewardId) is not { } next || reward.Price.Usual is not Price.Fixed)
                continue;
            var situation = situations.NotBefore(pair.Now, situations.Meeting(reward.Eligible));
            foreach (var points in ListPrices(reward.Price).Concat(ListPrices(next.Price)))
                if (
                    reward.Price.IsWithinBounds(points)
                    && PointsOf(next.Price.WithOperatorPrice(points), situation, pair.New)
                        > PointsOf(reward.Price.WithOperatorPrice(points), situation, pair.Old)
                )
                    yield return $"{reward.RewardId}, which an operator offers for {points}, becomes dearer";
            if (HighestOf(next.Price) > HighestOf(reward.Price))
                yield return $"an operator may ask {HighestOf(next.Price)} for {reward.RewardId} at once";
        }
    }

    private static IEnumerable<Points> ListPrices(PriceList list) =>
        list.Bounds is not { } bounds
            ? []
            : [bounds.Lowest, bounds.Highest, new((bounds.Lowest.Value + bounds.Highest.Value) / 2)];

    private static long? PointsOf(PriceList list, Situation situation, ProgrammeTerms terms) =>
        (list.PriceFor(situation.ContextIn(terms)) as Price.Fixed)?.Points.Value;

    private static long? HighestOf(PriceList list) =>
        list.Usual is not Price.Fixed usual ? null
        : list.Bounds is { } bounds ? Math.Max(bounds.Highest.Value, usual.Points.Value)
        : usual.Points.Value;
}
