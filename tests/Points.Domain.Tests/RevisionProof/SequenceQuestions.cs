using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Asks what purchases earn one after another, each of which may lift the member to a higher tier.</summary>
internal static class SequenceQuestions
{
    private const int Asks = 50;

    public static IEnumerable<string> Find(RevisionPair pair, SituationSource situations)
    {
        if (pair.Old.Tiers is null && pair.New.Tiers is null)
            return [];
        return pair.HasChange("earning") || pair.HasSharedChange
            ? Enumerable.Range(0, Asks).Select(_ => FindLess(pair, situations)).OfType<string>()
            : [];
    }

    private static string? FindLess(RevisionPair pair, SituationSource situations)
    {
        var first = situations.Any() with { Tier = null, History = null, Balance = 0 };
        if (first.At < DateTimeOffset.UnixEpoch.AddYears(1))
            return null;
        var (before, after) = (first.WalletIn(pair.Old), first.WalletIn(pair.New));
        var (earnedBefore, earnedAfter) = (0L, 0L);
        // As in EarningQuestions: a cap of some rules can shift a point.
        var tolerated = pair.Old.Earning.Caps.Concat(pair.New.Earning.Caps).Count(it => !it.Rules.IsEmpty);
        for (var purchase = 1; purchase <= 3; purchase++)
        {
            var next = first with { At = first.At.AddDays(purchase), Lines = [situations.Line()] };
            (before, var gainBefore) = Buy(before, pair.Old, next, purchase);
            (after, var gainAfter) = Buy(after, pair.New, next, purchase);
            (earnedBefore, earnedAfter) = (earnedBefore + gainBefore, earnedAfter + gainAfter);
            if (earnedAfter < earnedBefore - (tolerated * purchase))
                return $"{next}: {earnedAfter} points after purchase {purchase}, not {earnedBefore}";
        }
        return null;
    }

    private static (Wallet Wallet, long Points) Buy(Wallet wallet, ProgrammeTerms terms, Situation it, int number)
    {
        var purchase = new Accrue(
            wallet.Id,
            it.MerchantId,
            $"o-{number}",
            it.At,
            it.Channel,
            it.Lines,
            Fen.Zero,
            [],
            ByOperator: true
        );
        var request = Request.From("judge", "accruals", $"k-{number}", "f", it.At);
        return Accrue
            .Decide(wallet, LoadedRecords.None, purchase, terms, request, Allowance.Unlimited)
            .Match(
                accepted: it => (it.PendingChange.Wallet, it.NewRecords.OfType<Order>().Single().Points.Value),
                refused: _ => (wallet, 0)
            );
    }
}
