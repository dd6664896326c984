using Points.Domain.Programmes.Rules;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Compares promises that hold for every member alike, whatever they buy.</summary>
internal static class PromiseQuestions
{
    private const int MinutesOfDay = 24 * 60;

    public static IEnumerable<string> Find(RevisionPair pair, SituationSource situations) =>
        FindInNotices(pair)
            .Concat(FindInFamily(pair))
            .Concat(FindInBudgets(pair))
            .Concat(FindInPurchases(pair))
            .Concat(
                pair.Old.Settlement is not null && pair.New.Settlement is null
                    ? ["merchants who honour points are no longer paid for them"]
                    : []
            );

    private static IEnumerable<string> FindInNotices(RevisionPair pair)
    {
        foreach (var channel in pair.Old.NoticeChannels.Except(pair.New.NoticeChannels))
            yield return $"members get no more notices by {channel}";
        for (var minute = 0; minute < MinutesOfDay; minute++)
        {
            var time = TimeOnly.MinValue.AddMinutes(minute);
            if (pair.Old.QuietHours.Contains(time) && !pair.New.QuietHours.Contains(time))
            {
                yield return $"members may be disturbed at {time:HH:mm}";
                yield break;
            }
        }
    }

    private static IEnumerable<string> FindInFamily(RevisionPair pair)
    {
        if (pair.Old.Family is { } before && !(pair.New.Family?.PointsPerMonth >= before.PointsPerMonth))
            yield return $"a member cannot send {before.PointsPerMonth} points a month to the family";
    }

    private static IEnumerable<string> FindInBudgets(RevisionPair pair)
    {
        if (PeriodUse.FindShortage(pair.Old.Budget, pair.New.Budget) is { } less)
            yield return $"members together get fewer points: {less}";
        if ((pair.Old.GrantBudget is null) != (pair.New.GrantBudget is null))
            yield return "grants share the budget with purchases, or no longer draw on it";
        else if (PeriodUse.FindShortage(pair.Old.GrantBudget, pair.New.GrantBudget) is { } fewer)
            yield return $"members together are granted fewer points: {fewer}";
        if (pair.Old.Compensation is not { } before)
            yield break;
        if (pair.New.Compensation is not { } after)
        {
            yield return "nobody gets compensation any more";
            yield break;
        }
        if (PeriodUse.FindShortage(before.Budget, after.Budget) is { } compensation)
            yield return $"members together get less compensation: {compensation}";
        if (PeriodUse.FindShortage(before.PerMember, after.PerMember) is { } times)
            yield return $"a member gets compensation less often: {times}";
    }

    private static IEnumerable<string> FindInPurchases(RevisionPair pair)
    {
        var (before, after) = (pair.Old.Earning, pair.New.Earning);
        if (after.LateDays < before.LateDays)
            yield return $"a purchase that is reported after {before.LateDays} days earns nothing";
        if (before.OrderScope == OrderScope.Member && after.OrderScope == OrderScope.Merchant)
            yield return "an order number that another member had before earns nothing";
        if (before.RefundsFrom == RefundsFrom.OwnLot && after.RefundsFrom == RefundsFrom.AnyLot)
            yield return "a refund takes points of other purchases at once";
        foreach (var merchant in pair.Old.Merchants)
        {
            var next = pair.New.FindMerchant(merchant.MerchantId);
            if (merchant.Issues && next is not { Issues: true })
                yield return $"purchases at {merchant.MerchantId} earn nothing";
            if (merchant.Honours && next is not { Honours: true })
                yield return $"{merchant.MerchantId} gives no rewards";
        }
    }
}
