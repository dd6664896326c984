using Points.Domain.Billing;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Asks what bills come to, with perks, and with rewards used one after another.</summary>
internal static class BillQuestions
{
    private const int AsksOfAll = 30,
        AsksOfBills = 4;

    public static IEnumerable<string> Find(RevisionPair pair, SituationSource situations)
    {
        if (!pair.HasChange("perks") && !pair.HasChange("rewards") && !pair.HasSharedChange)
            yield break;
        var perks = pair.Old.Perks.Concat(pair.New.Perks).Select(it => it.When).ToArray();
        string[] rewards =
        [
            .. pair
                .Old.Rewards.Where(it => it.Kind is RewardKind.Coupon or RewardKind.BillOffset)
                .Select(it => it.RewardId),
        ];
        if (perks is [])
            yield break;
        foreach (var bill in ListSituations(perks, situations))
        {
            string[] used = rewards is [] || situations.Flip() ? [] : [situations.Pick(rewards)];
            // Nobody redeems in the past.
            var situation = used is [] ? bill : situations.NotBefore(pair.Now, bill);
            if (Quote(pair.Old, situation, used, null) is not { } before)
                continue;
            long? sameChoice = used is [] || before.Points == 0 ? null : before.Points;
            (long Pay, long Points)[] after =
            [
                .. new[]
                {
                    Quote(pair.New, situation, used, sameChoice),
                    Quote(pair.New, situation, used, null),
                    Quote(pair.New, situation, [], null),
                }.OfType<(long, long)>(),
            ];
            if (
                !after.Any(it =>
                    (it.Pay <= before.Pay && it.Points <= before.Points)
                    || CostOf(pair.Old, used, it) <= CostOf(pair.Old, used, before)
                )
            )
                yield return $"{situation}: a bill with {string.Join("+", used)} comes to {after.FirstOrDefault()}"
                    + $" instead of {before} (fen and points)";
        }
    }

    /// <summary>
    /// What is paid in cash and in points that take off a bill, in fen: whoever pays ¥4 and keeps the points for ¥5 is
    /// not worse off. With other rewards points and cash are not the same.
    /// </summary>
    private static long? CostOf(ProgrammeTerms terms, string[] used, (long Pay, long Points) paid) =>
        used is [var id] && terms.FindReward(id) is { Kind: RewardKind.BillOffset, Price.Usual: Price.Variable price }
            ? paid.Pay + price.WorthOf(new(paid.Points)).Value
            : null;

    private static IEnumerable<Situation> ListSituations(Condition[] perks, SituationSource situations)
    {
        foreach (var perk in perks)
            for (var ask = 0; ask < situations.CountAsks(perk); ask++)
                yield return ask % 2 == 0 ? situations.Meeting(perk) : situations.Vary(situations.Meeting(perk));
        foreach (var amount in situations.Pools.CriticalBills)
            for (var ask = 0; ask < AsksOfBills; ask++)
                yield return SituationSource.WithOneLine(situations.Meeting(situations.Pick(perks)), amount) with
                {
                    Balance = 2_000_000_000,
                    MerchantId = situations.Pick(situations.Pools.Honouring),
                };
        for (var ask = 0; ask < AsksOfAll; ask++)
            yield return situations.Any();
    }

    /// <returns>What is left to pay, in fen, and the points spent; null if the quote is refused.</returns>
    private static (long Pay, long Points)? Quote(ProgrammeTerms terms, Situation it, string[] rewards, long? chosen)
    {
        if (terms.FindMerchant(it.MerchantId) is null)
            return null;
        var wallet = it.WalletIn(terms);
        var command = new QuoteBill(
            wallet.Id,
            it.MerchantId,
            it.Lines,
            [.. rewards],
            chosen is { } points ? new Points(points) : null
        );
        return QuoteBill
            .Decide(wallet, command, terms, it.At)
            .Match<(long, long)?>(
                quoted: quote => (quote.Bill.Pay.Value, rewards.Sum(id => PointsOf(terms, it, id, chosen))),
                refused: _ => null
            );
    }

    private static long PointsOf(ProgrammeTerms terms, Situation it, string rewardId, long? chosen) =>
        terms
            .FindReward(rewardId)!
            .Price.PriceFor(it.ContextIn(terms))
            .Match(fixedPrice: price => price.Points.Value, variable: price => chosen ?? price.Minimum.Value);
}
