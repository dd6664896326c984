using Points.Domain.Programmes.Rules;
using Points.Domain.Reading;

namespace Points.Domain.Programmes.Documents;

/// <summary>Rules that can never apply, or that another hides: whoever wrote them meant something else.</summary>
internal static class Contradictions
{
    private const int WindowDaysMax = 4_000;

    public static void Check(Fields fields, ProgrammeRevision it)
    {
        if (it.Earning is { } earning)
        {
            FaultHiddenRates(fields, earning);
            FaultIdleMultipliers(fields, earning);
        }
        foreach (var (path, when) in Conditions.Of(it))
            FaultNever(fields, path, when, it);
        foreach (var (index, reward) in it.Rewards.Index())
            FaultReward(fields, $"rewards[{index}]", reward);
    }

    private static void FaultHiddenRates(Fields fields, Earning earning)
    {
        var always = earning
            .Base.Index()
            .FirstOrDefault(rate => rate.Item.When == Condition.Always, (Index: earning.Base.Length, Item: null!))
            .Index;
        for (var hidden = always + 1; hidden < earning.Base.Length; hidden++)
            fields.Fault(
                $"earning.base[{hidden}]",
                $"is never reached: {earning.Base[always].Id} before it applies to every line"
            );
    }

    private static void FaultIdleMultipliers(Fields fields, Earning earning)
    {
        foreach (var (index, rule) in earning.Multipliers.Index())
        {
            if (rule.Times == 1)
                fields.Fault($"earning.multipliers[{index}].times", "must be above 1: it would change nothing");
            var better = earning.Multipliers.FirstOrDefault(other =>
                other.Id != rule.Id && other.When == Condition.Always && other.Times >= rule.Times
            );
            if (earning.Stacking == Stacking.BestOf && better is not null)
                fields.Fault(
                    $"earning.multipliers[{index}]",
                    $"is never reached: {better.Id} always gives as much, and only the best counts"
                );
        }
    }

    private static void FaultNever(Fields fields, string path, Condition when, ProgrammeRevision it)
    {
        foreach (var (index, merchantId) in when.Merchants.Index())
            if (it.Merchant(merchantId) is { Issues: false, Honours: false })
                fields.Fault($"{path}.merchants[{index}]", "must be a merchant who issues or honours");
        var window = when.Window;
        if (
            window is not { From: { } from, To: { } to }
            || window.Yearly.IsEmpty
            || to.DayNumber - from.DayNumber > WindowDaysMax
        )
            return;
        for (var day = from; day <= to; day = day.AddDays(1))
            if (window.Contains(day))
                return;
        fields.Fault($"{path}.yearly", "has no day between from and to: it would never apply");
    }

    private static void FaultReward(Fields fields, string path, Reward reward)
    {
        if (reward.HeadStart is not null && reward.OnSaleFrom is null)
            fields.Fault($"{path}.headStart", "goes with onSaleFrom: without it there is nothing to be ahead of");
        if (reward.MinimumBill is not null && reward.Kind is not (RewardKind.Coupon or RewardKind.Prohibited))
            fields.Fault($"{path}.minimumBillFen", "goes with a coupon only");
        if (reward.MaximumOffset is not null && reward.Kind is not (RewardKind.BillOffset or RewardKind.Prohibited))
            fields.Fault($"{path}.maximumOffsetFen", "goes with a bill offset only");
        var windows = reward.Price?.Windows ?? [];
        for (var later = 1; later < windows.Length; later++)
            if (windows[..later].Any(earlier => Overlap(earlier.Window, windows[later].Window)))
                fields.Fault($"{path}.price.windows[{later}]", "overlaps a window before it, which would hide it");
    }

    /// <summary>Of days of the year nothing is said: they may well stand inside a longer window.</summary>
    private static bool Overlap(Window left, Window right) =>
        left.Yearly.IsEmpty
        && right.Yearly.IsEmpty
        && (left.From ?? DateOnly.MinValue) <= (right.To ?? DateOnly.MaxValue)
        && (right.From ?? DateOnly.MinValue) <= (left.To ?? DateOnly.MaxValue);
}
