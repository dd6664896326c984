using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes the section on actions other than purchases that earn points.</summary>
internal static class ActionSection
{
    /// <summary>For so many days a gift of a birthday is made up for. The job of gifts has the same number.</summary>
    private const int GiftLateDays = 30;

    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new("actions", Bilingual("其他获取方式", "Other ways to earn"), [.. BuildItems(terms)]);

    private static IEnumerable<BilingualName> BuildItems(ProgrammeTerms terms)
    {
        foreach (var action in terms.Actions)
            yield return ActionText(action, terms);
        if (terms.Actions.Any(action => action.OwnDay is OwnDay.Birthday or OwnDay.PetBirthday))
            yield return Bilingual(
                $"生日赠分在生日当天自动入账，无需领取；当天未能入账的，最迟在{GiftLateDays}天内补发。",
                "Birthday gifts come to your account on the day. You need not claim them. One that could not be booked"
                    + $" on the day is made up for within {CountInEnglish(GiftLateDays, "day")}."
            );
    }

    private static BilingualName ActionText(PublishedAction action, ProgrammeTerms terms)
    {
        var only = ConditionText.Only(
            action.When with
            {
                OwnDay = action.OwnDay ?? action.When.OwnDay,
            },
            terms,
            ConditionSubject.Member
        );
        var by = action.CanMembersRequest
            ? Bilingual("，可由您自行登记", "; you can record it yourself")
            : Bilingual("", "");
        var (points, times) = (action.Points, action.Limit.Times);
        var period = PeriodText(action.Limit.Per);
        return Bilingual(
            $"{action.Name.Zh}：每次{FormatPoints(points)}分，{period.Zh}最多{times}次{only.Zh}{by.Zh}。",
            $"{action.Name.En}: {PointsInEnglish(points)}, at most {TimesInEnglish(times)} {period.En}{only.En}{by.En}."
        );
    }
}
