using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Redeeming;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Redeems each reward under both revisions: for whom, when, for how many points, worth how much.</summary>
internal static class RedemptionQuestions
{
    private const int AsksOfAll = 16;

    private sealed record Given(long Points, long Worth, long? Pay, DateOnly? LastDay, long MinimumBill);

    public static IEnumerable<string> Find(RevisionPair pair, SituationSource situations)
    {
        foreach (var reward in pair.Old.Rewards.Where(it => pair.HasRewardChange(it.RewardId)))
        {
            if (pair.New.FindReward(reward.RewardId) is not { } next)
                continue;
            foreach (var situation in ListSituations(reward, next, situations))
                if (FindLess(pair, reward, next, situations.NotBefore(pair.Now, situation), situations) is { } less)
                    yield return less;
        }
    }

    private static IEnumerable<Situation> ListSituations(Reward before, Reward after, SituationSource situations)
    {
        Condition[] conditions = [.. new[] { before, after }.SelectMany(ListConditions)];
        DateTimeOffset[] starts = [.. new[] { before, after }.SelectMany(SituationPools.ListSaleStarts)];
        foreach (var condition in conditions)
            for (var ask = 0; ask < situations.CountAsks(condition); ask++)
            {
                var it = situations.Meeting(before.Eligible, condition) with { Balance = 2_000_000_000 };
                yield return ask % 2 == 0 ? it : situations.Vary(it);
            }
        foreach (var start in starts)
        {
            yield return situations.Meeting(before.Eligible) with
            {
                Balance = 2_000_000_000,
                At = start,
            };
            if (before.HeadStart is { } early)
                yield return situations.Meeting(before.Eligible, early.When) with
                {
                    Balance = 2_000_000_000,
                    At = start,
                };
        }
        for (var ask = 0; ask < AsksOfAll; ask++)
            yield return situations.Any() with
            {
                Balance = 2_000_000_000,
            };
    }

    private static IEnumerable<Condition> ListConditions(Reward reward) =>
        new[] { reward.Eligible }
            .Concat(reward.Price.Discounts.Select(it => it.When))
            .Concat(reward.Price.Windows.Select(it => Condition.Always with { Window = it.Window }))
            .Concat(reward.HeadStart is { } early ? [early.When] : []);

    private static string? FindLess(
        RevisionPair pair,
        Reward before,
        Reward after,
        Situation it,
        SituationSource situations
    )
    {
        var (price, next) = (
            before.Price.PriceFor(it.ContextIn(pair.Old)),
            after.Price.PriceFor(it.ContextIn(pair.New))
        );
        var merchant = before.MerchantId ?? it.MerchantId;
        var points = price is Price.Variable variable ? ChoosePoints(variable, before, situations) : (long?)null;
        var bill = ChooseBill(before, after, situations);
        if (Redeem(pair.Old, merchant, before.RewardId, it, points, bill) is not { } given)
            return null;
        var choices = next is Price.Variable other
            ? new[]
            {
                points,
                other.Minimum.Value,
                other.PointsFor(new(given.Worth)).Value,
                other.PointsFor(new(given.Worth)).Value - 1,
                other.PointsFor(new(bill ?? 0)).Value,
            }
            : [points];
        var offers = choices
            .Select(choice => Redeem(pair.New, merchant, before.RewardId, it, choice, bill))
            .OfType<Given>()
            .ToArray();
        return
            offers.Any(offer => IsNoWorse(offer, given) || IsCheaperButForRounding(offer, given, price, next))
            || PaysWithVoucher(pair, after, merchant, it, choices, bill, given)
            ? null
            : $"{it}: {before.RewardId} gave {given}, now {(offers is [] ? "refused" : offers[0])} (bill {bill})";
    }

    /// <summary>Whether the member can take a voucher, and pay the bill with that instead of points.</summary>
    private static bool PaysWithVoucher(
        RevisionPair pair,
        Reward after,
        string merchant,
        Situation it,
        long?[] choices,
        long? bill,
        Given given
    ) =>
        bill is not null
        && after.Kind is RewardKind.Voucher or RewardKind.Coupon
        && choices
            .Select(choice => Redeem(pair.New, merchant, after.RewardId, it, choice, null))
            .OfType<Given>()
            .Any(offer => offer.Points <= given.Points && offer.MinimumBill <= bill && bill - offer.Worth <= given.Pay);

    /// <summary>
    /// Whether it costs fewer points for less than one point's worth below: where a bill offset has a maximum, points
    /// that are worth more do not always come to it exactly.
    /// </summary>
    private static bool IsCheaperButForRounding(Given offer, Given given, Price before, Price after) =>
        before is Price.Variable old
        && after is Price.Variable variable
        && variable.WorthOf(old.Points).Value > old.Worth.Value
        && offer.Points < given.Points
        && variable.WorthOf(new(1)).Value + 1 is var rounding
        && IsNoWorse(offer with { Worth = offer.Worth + rounding, Pay = offer.Pay - rounding }, given);

    private static bool IsNoWorse(Given offer, Given given) =>
        offer.Points <= given.Points
        && (offer.Worth >= given.Worth || offer.Pay < given.Pay || (offer.Pay is { } pay && pay == given.Pay))
        && !(offer.Pay > given.Pay)
        && (offer.LastDay ?? DateOnly.MaxValue) >= (given.LastDay ?? DateOnly.MaxValue)
        && offer.MinimumBill <= given.MinimumBill;

    private static long ChoosePoints(Price.Variable price, Reward reward, SituationSource situations) =>
        situations.Pick(
            price.Minimum.Value,
            price.PointsFor(reward.MaximumOffset ?? new(1)).Value,
            price.Minimum.Value + situations.Random.Next(10_000),
            Math.Max(price.Minimum.Value, price.Points.Value * 7)
        );

    private static long? ChooseBill(Reward before, Reward after, SituationSource situations)
    {
        if (before.Kind == RewardKind.BillOffset)
            return situations.Pick(100, 5_000, 100_000, 1_000_000);
        if (before.Kind is not (RewardKind.Coupon or RewardKind.Voucher) || situations.Flip())
            return null;
        return situations.Pick(before.MinimumBill?.Value ?? 1_000, after.MinimumBill?.Value ?? 5_000, 100_000_000);
    }

    private static Given? Redeem(
        ProgrammeTerms terms,
        string merchant,
        string rewardId,
        Situation it,
        long? points,
        long? bill
    )
    {
        var wallet = it.WalletIn(terms);
        var command = new Redeem(wallet.Id, rewardId, merchant, 1, points is { } value ? new Points(value) : null)
        {
            By = new Actor.Member(),
            VoucherCode = "code",
            Bill = bill is { } fen ? new Fen(fen) : null,
            Reservation = new("", []),
        };
        return Domain
            .Redeeming.Redeem.Decide(wallet, command, terms, Request.From("judge", "redemptions", "k", "f", it.At))
            .Match(
                accepted: it =>
                    it.Redemption is { } got
                        ? new Given(
                            got.Points.Value,
                            got.Worth.Value,
                            got.Pay?.Value,
                            got.Voucher?.ExpiresOn,
                            got.Voucher?.MinimumBill?.Value ?? 0
                        )
                        : null,
                refused: _ => (Given?)null
            );
    }
}
