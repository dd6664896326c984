using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>
/// Asks what a member earns who buys so much and so often that caps are reached: many orders on a day, on each day of
/// two months, and in each of many months.
/// </summary>
internal static class CapQuestions
{
    private const int Asks = 3;

    /// <summary>How many purchases, and how many days apart.</summary>
    private static readonly (int Count, int DaysApart)[] Rhythms = [(25, 0), (62, 1), (30, 28), (50, 3)];

    public static IEnumerable<string> Find(RevisionPair pair, SituationSource situations)
    {
        Cap[] caps = [.. pair.Old.Earning.Caps.Concat(pair.New.Earning.Caps)];
        if (!pair.HasChange("earning") || caps is [])
            yield break;
        foreach (var (count, daysApart) in Rhythms)
            for (var ask = 0; ask < Asks * caps.Length; ask++)
            {
                var buyer = situations.Meeting(situations.Pick(ListCapped(pair, caps[ask % caps.Length])));
                var cap = situations.Pick(caps).Points.Value;
                var amount = situations.Pick(cap * 400, cap * 100, cap * 10, 100_000_000, 10_000);
                buyer = buyer with
                {
                    Lines = [buyer.Lines[0] with { Amount = new(Math.Clamp(amount, 100, OrderLine.AmountMax.Value)) }],
                };
                if (FindLess(pair, buyer, count, daysApart) is { } less)
                    yield return less;
            }
    }

    private static Condition[] ListCapped(RevisionPair pair, Cap cap) =>
        [
            .. new[] { pair.Old, pair.New }.SelectMany(terms =>
                terms
                    .Earning.Multipliers.Where(it => cap.Rules.Contains(it.Id))
                    .Select(it => it.When)
                    .Concat(terms.Earning.Bonuses.Where(it => cap.Rules.Contains(it.Id)).Select(it => it.When))
            ),
            Condition.Always,
        ];

    private static string? FindLess(RevisionPair pair, Situation buyer, int count, int daysApart)
    {
        var (before, after) = (LimitCounters.None, LimitCounters.None);
        var (earnedBefore, earnedAfter) = (0L, 0L);
        // A cap of some rules cuts whole points of what may be fractions, so each can shift a point per purchase.
        var tolerated = pair.Old.Earning.Caps.Concat(pair.New.Earning.Caps).Count(it => !it.Rules.IsEmpty);
        for (var purchase = 0; purchase < count; purchase++)
        {
            var postedOn = pair.Old.BusinessDateOf(buyer.At).PlusDays(purchase * daysApart);
            earnedBefore += Buy(pair.Old, buyer, postedOn, ref before);
            earnedAfter += Buy(pair.New, buyer, postedOn, ref after);
            if (earnedAfter < earnedBefore - (tolerated * (purchase + 1)))
                return $"{buyer}: {earnedAfter} points after {purchase + 1} alike every {daysApart} days, not {earnedBefore}";
        }
        return null;
    }

    private static long Buy(ProgrammeTerms terms, Situation it, DateOnly postedOn, ref LimitCounters counters)
    {
        if (terms.FindMerchant(it.MerchantId) is not { Issues: true })
            return 0;
        var result = terms.EarningRules.Evaluate(it.Lines, Fen.Zero, it.ContextIn(terms), counters, postedOn);
        counters = result.Counters;
        return result.Points.Value;
    }
}
