using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Rejects rules that can never apply or that another rule hides: their author meant something else.</summary>
internal static class DocumentContradictions
{
    private const int WindowDaysMax = 4_000;

    /// <summary>Half a month must be left of every month of validity.</summary>
    private const int UsableDaysOfMonthMin = 15;

    public static void Check(FieldReader reader, ProgrammeTerms terms)
    {
        if (terms.Earning is { } earning)
        {
            CheckUnreachableRates(reader, earning);
            CheckUselessMultipliers(reader, earning);
            CheckPending(reader, earning, terms.Validity);
        }
        foreach (var (path, when) in ConditionPaths.List(terms))
            CheckCanApply(reader, path, when, terms);
        foreach (var (index, reward) in terms.Rewards.Index())
            CheckReward(reader, $"rewards[{index}]", reward);
        foreach (var (index, action) in terms.Actions.Index())
            CheckBirthday(reader, $"actions[{index}]", action);
    }

    private static void CheckBirthday(FieldReader reader, string path, PublishedAction action)
    {
        if (action.Kind == ActionKind.Birthday && action.OwnDay != OwnDay.Birthday)
            reader.AddError($"{path}.on", "must be birthday, as the kind says");
        if (action.Kind == ActionKind.PetBirthday && action.OwnDay != OwnDay.PetBirthday)
            reader.AddError($"{path}.on", "must be pet-birthday, as the kind says");
    }

    private static void CheckUnreachableRates(FieldReader reader, EarningTerms earning)
    {
        var always = earning
            .BaseRates.Index()
            .FirstOrDefault(rate => rate.Item.When == Condition.Always, (Index: earning.BaseRates.Length, Item: null!))
            .Index;
        for (var hidden = always + 1; hidden < earning.BaseRates.Length; hidden++)
            reader.AddError(
                $"earning.base[{hidden}]",
                $"is never used: {earning.BaseRates[always].Id} comes first and applies to every line"
            );
    }

    private static void CheckUselessMultipliers(FieldReader reader, EarningTerms earning)
    {
        foreach (var (index, rule) in earning.Multipliers.Index())
        {
            if (rule.Times == 1)
                reader.AddError($"earning.multipliers[{index}].times", "must be above 1: times 1 changes nothing");
            var better = earning.Multipliers.FirstOrDefault(other =>
                other.Id != rule.Id && other.When == Condition.Always && other.Times >= rule.Times
            );
            if (earning.Stacking == Stacking.BestOf && better is not null)
                reader.AddError(
                    $"earning.multipliers[{index}]",
                    $"is never used: {better.Id} always applies and earns at least as much"
                );
        }
    }

    /// <summary>Points that are pending nearly as long as they last could hardly be used.</summary>
    private static void CheckPending(FieldReader reader, EarningTerms earning, Validity? validity)
    {
        if (validity is Validity.Months { Count: var months } && earning.PendingDays > months * UsableDaysOfMonthMin)
            reader.AddError(
                "earning.pendingDays",
                $"must be at most {months * UsableDaysOfMonthMin} with a validity of {months} months: members need time"
                    + " to use their points"
            );
    }

    private static void CheckCanApply(FieldReader reader, string path, Condition when, ProgrammeTerms terms)
    {
        foreach (var (index, merchantId) in when.Merchants.Index())
            if (terms.FindMerchant(merchantId) is { Issues: false, Honours: false })
                reader.AddError($"{path}.merchants[{index}]", "must be a merchant that issues or honours points");
        var window = when.Window;
        if (
            window is not { From: { } from, To: { } to }
            || window.Yearly.IsEmpty
            || to.DayNumber - from.DayNumber > WindowDaysMax
        )
            return;
        for (var number = from.DayNumber; number <= to.DayNumber; number++)
            if (window.Contains(DateOnly.FromDayNumber(number)))
                return;
        reader.AddError($"{path}.yearly", "must have a day between from and to: otherwise it never applies");
    }

    private static void CheckReward(FieldReader reader, string path, Reward reward)
    {
        if (reward.HeadStart is not null && reward.OnSaleFrom is null)
            reader.AddError($"{path}.headStart", "needs onSaleFrom: the head start begins that many hours earlier");
        if (reward.MinimumBill is not null && reward.Kind is not (RewardKind.Coupon or RewardKind.Prohibited))
            reader.AddError($"{path}.minimumBillFen", "is for coupons only");
        if (reward.MaximumOffset is not null && reward.Kind is not (RewardKind.BillOffset or RewardKind.Prohibited))
            reader.AddError($"{path}.maximumOffsetFen", "is for bill offsets only");
        var windows = reward.Price?.Windows ?? [];
        for (var later = 1; later < windows.Length; later++)
            if (windows[..later].Any(earlier => DoOverlap(earlier.Window, windows[later].Window)))
                reader.AddError($"{path}.price.windows[{later}]", "must not overlap an earlier window");
    }

    /// <summary>Windows with yearly days never count as overlapping: they may stand inside a longer window.</summary>
    private static bool DoOverlap(DateWindow left, DateWindow right) =>
        left.Yearly.IsEmpty
        && right.Yearly.IsEmpty
        && (left.From ?? DateOnly.MinValue) <= (right.To ?? DateOnly.MaxValue)
        && (right.From ?? DateOnly.MinValue) <= (left.To ?? DateOnly.MaxValue);
}
