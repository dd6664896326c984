using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Asks what up to three purchases of one member earn, after each of them, and many where caps are.</summary>
internal static class EarningQuestions
{
    private const int AsksOfPairs = 80,
        AsksOfAll = 80,
        AsksOfCaps = 4,
        AsksOfLines = 6,
        PurchasesMax = 40;

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromDays(1),
        TimeSpan.Zero,
        TimeSpan.FromHours(2),
        TimeSpan.FromDays(31),
    ];

    public static IEnumerable<string> Find(RevisionPair pair, SituationSource situations)
    {
        if (!pair.HasChange("earning") && !pair.HasSharedChange)
            yield break;
        foreach (var situation in ListSituations(pair, situations))
            if (FindLess(pair, situation, 3, situations) is { } less)
                yield return less;
        // A cap of a longer period may take many purchases to reach.
        foreach (var cap in pair.New.Earning.Caps)
            for (var ask = 0; ask < AsksOfCaps; ask++)
                if (FindLess(pair, Reaching(cap, pair, situations), PurchasesMax, situations) is { } less)
                    yield return less;
    }

    private static IEnumerable<Situation> ListSituations(RevisionPair pair, SituationSource situations)
    {
        Condition[] conditions = [.. new[] { pair.Old, pair.New }.SelectMany(ListConditions)];
        foreach (var condition in conditions)
            for (var ask = 0; ask < situations.CountAsks(condition); ask++)
                yield return ask % 2 == 0
                    ? situations.Meeting(condition)
                    : situations.Vary(situations.Meeting(condition));
        for (var ask = 0; ask < AsksOfPairs && conditions.Length > 1; ask++)
            yield return situations.Meeting(situations.Pick(conditions), situations.Pick(conditions));
        // What is for each line counts many times.
        foreach (var bonus in pair.Old.Earning.Bonuses)
            for (var ask = 0; ask < AsksOfLines; ask++)
                yield return situations.WithManyLines(situations.Meeting(bonus.When));
        for (var ask = 0; ask < AsksOfAll; ask++)
            yield return situations.Any();
    }

    /// <summary>A purchase that one of the cap's rules applies to.</summary>
    private static Situation Reaching(Cap cap, RevisionPair pair, SituationSource situations)
    {
        Condition[] capped =
        [
            .. pair.New.Earning.Multipliers.Where(it => cap.Rules.Contains(it.Id)).Select(it => it.When),
            .. pair.New.Earning.Bonuses.Where(it => cap.Rules.Contains(it.Id)).Select(it => it.When),
            Condition.Always,
        ];
        return situations.Meeting(situations.Pick(capped)) with
        {
            At = new(2028, 1, 1, 12, 0, 0, TimeSpan.FromHours(8)),
        };
    }

    private static IEnumerable<Condition> ListConditions(ProgrammeTerms terms) =>
        terms
            .Earning.BaseRates.Select(it => it.When)
            .Concat(terms.Earning.Multipliers.Select(it => it.When))
            .Concat(terms.Earning.Bonuses.Select(it => it.When));

    private static string? FindLess(RevisionPair pair, Situation first, int purchases, SituationSource situations)
    {
        var (before, after) = (LimitCounters.None, LimitCounters.None);
        var (earnedBefore, earnedAfter) = (0L, 0L);
        var next = first;
        // A cap of some rules cuts whole points of what may be fractions, so each can shift a point per purchase.
        var tolerated = pair.Old.Earning.Caps.Concat(pair.New.Earning.Caps).Count(it => !it.Rules.IsEmpty);
        for (var purchase = 1; purchase <= purchases; purchase++)
        {
            var paidWithPoints = situations.Flip(8) ? new Fen(next.Total.Value / 3) : Fen.Zero;
            earnedBefore += Buy(pair.Old, next, paidWithPoints, ref before);
            earnedAfter += Buy(pair.New, next, paidWithPoints, ref after);
            if (earnedAfter < earnedBefore - (tolerated * purchase))
                return $"{next}: {earnedAfter} points after purchase {purchase}, not {earnedBefore}";
            next = next with
            {
                At = next.At + (purchases > 3 ? Pauses[0] : situations.Pick(Pauses)),
                Lines = purchases > 3 || situations.Flip() ? next.Lines : [situations.Line()],
            };
        }
        return null;
    }

    private static long Buy(ProgrammeTerms terms, Situation it, Fen paidWithPoints, ref LimitCounters counters)
    {
        if (terms.FindMerchant(it.MerchantId) is not { Issues: true })
            return 0;
        var context = it.ContextIn(terms);
        var result = terms.EarningRules.Evaluate(it.Lines, paidWithPoints, context, counters, context.Day);
        counters = result.Counters;
        return result.Points.Value;
    }
}
