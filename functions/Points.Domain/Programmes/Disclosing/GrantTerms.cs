using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes the section on what members get without asking for it.</summary>
internal static class GrantTerms
{
    /// <summary>What a grant gives, as members read it.</summary>
    public static BilingualName NameOf(Grant grant, ProgrammeTerms terms) =>
        grant.Name
        ?? (grant.RewardId is { } rewardId ? terms.FindReward(rewardId)?.Name : null)
        ?? new(grant.GrantId, grant.GrantId);

    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new(
            "grants",
            Bilingual("自动发放", "Given without asking"),
            [
                .. terms.Grants.Select(grant => Text(grant, terms)),
                Bilingual(
                    "符合条件即自动发放，无需领取，并通知会员；此后不再符合条件的，已发放的仍然有效。限量的，发完为止；"
                        + "发放条件停止前未能发放的，不再补发。",
                    "Whoever meets the condition gets it without asking, and is told. It stays valid if the condition"
                        + " is no longer met later. If its number is limited, it is given as long as there are any. What"
                        + " could not be given while the condition was met is not given later."
                ),
                .. terms.GrantBudget is { } budget ? [BudgetText(budget)] : Array.Empty<BilingualName>(),
            ]
        );

    private static BilingualName BudgetText(Budget budget)
    {
        var period = PeriodText(budget.Period);
        return Bilingual(
            $"自动发放的积分，本计划{period.Zh}最多{FormatPoints(budget.Cap)}分，发完为止。",
            $"Of points, the programme gives at most {PointsInEnglish(budget.Cap)} {period.En} in this way."
        );
    }

    private static BilingualName Text(Grant grant, ProgrammeTerms terms)
    {
        var name = NameOf(grant, terms);
        var only = ConditionText.Only(grant.When, terms, ConditionSubject.Member);
        var (times, period) = (grant.Limit.Times, PeriodText(grant.Limit.Per));
        return grant.Points is { } points
            ? Bilingual(
                $"{name.Zh}：每次{FormatPoints(points)}分，{period.Zh}{times}次{only.Zh}。",
                $"{name.En}: {PointsInEnglish(points)}, {TimesInEnglish(times)} {period.En}{only.En}."
            )
            : Bilingual(
                $"{name.Zh}：{period.Zh}{times}张{only.Zh}。",
                $"{name.En}: {TimesInEnglish(times)} {period.En}{only.En}."
            );
    }
}
