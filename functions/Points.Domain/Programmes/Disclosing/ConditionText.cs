using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Describes conditions in words.</summary>
internal static class ConditionText
{
    /// <returns>The condition in brackets, to follow what it limits; empty if it always holds.</returns>
    public static BilingualName InBrackets(Condition when, ProgrammeTerms terms)
    {
        var parts = ListParts(when, terms).ToImmutableArray();
        return parts.IsEmpty
            ? Bilingual("", "")
            : Bilingual(
                $"（{string.Join("；", parts.Select(part => part.Zh))}）",
                $" ({string.Join("; ", parts.Select(part => part.En))})"
            );
    }

    /// <returns>The condition as a phrase after "only"; null if it always holds.</returns>
    public static BilingualName? AsPhrase(Condition when, ProgrammeTerms terms)
    {
        var parts = ListParts(when, terms).ToImmutableArray();
        return parts.IsEmpty
            ? null
            : Bilingual(
                string.Join("，且", parts.Select(part => part.Zh)),
                string.Join(", and ", parts.Select(part => part.En))
            );
    }

    public static IEnumerable<BilingualName> DaysText(DateWindow window)
    {
        if (window is { From: { } only } && window.To == only)
            yield return Bilingual($"{FormatDay(only).Zh}当天", $"on {FormatDay(only).En}");
        else if (window is { From: { } from, To: { } to })
            yield return Bilingual(
                $"{FormatDay(from).Zh}至{FormatDay(to).Zh}（含首尾两日）",
                $"from {FormatDay(from).En} to {FormatDay(to).En}, both included"
            );
        else if (window.From is { } first)
            yield return Bilingual($"自{FormatDay(first).Zh}起", $"from {FormatDay(first).En} on");
        else if (window.To is { } last)
            yield return Bilingual($"至{FormatDay(last).Zh}止（含当日）", $"up to and including {FormatDay(last).En}");
        if (!window.Yearly.IsEmpty)
            yield return JoinList(window.Yearly.Select(FormatDay));
    }

    public static BilingualName OwnDayText(OwnDay ownDay) =>
        ownDay switch
        {
            OwnDay.Birthday => Bilingual("会员生日当天", "on the member's birthday"),
            OwnDay.PetBirthday => Bilingual("会员宠物生日当天", "on the birthday of the member's pet"),
            OwnDay.SignUp => Bilingual("注册入会时", "on joining"),
        };

    private static IEnumerable<BilingualName> ListParts(Condition when, ProgrammeTerms terms) =>
        DaysText(when.Window).Concat(ListMemberParts(when, terms)).Concat(ListOrderParts(when, terms));

    private static IEnumerable<BilingualName> ListMemberParts(Condition when, ProgrammeTerms terms)
    {
        if (when.OwnDay is { } own)
            yield return OwnDayText(own);
        if (when.AgeAtLeast is { } least)
            yield return Bilingual(
                $"服务使用日或购买日年满{least}周岁的会员",
                $"members aged {least} or over on the day of service, or otherwise on the day of purchase"
            );
        if (when.AgeBelow is { } below)
            yield return Bilingual(
                $"服务使用日或购买日未满{below}周岁的会员",
                $"members aged under {below} on the day of service, or otherwise on the day of purchase"
            );
        if (!when.CreditGrades.IsEmpty)
            yield return Bilingual(
                $"信用等级{string.Join("、", when.CreditGrades)}的会员",
                $"members with credit grade {string.Join(" or ", when.CreditGrades)}"
            );
        if (!when.Tiers.IsEmpty)
        {
            var names = when.Tiers.Select(tier => terms.Tiers!.FindLevel(tier).Name).ToArray();
            yield return Bilingual(
                $"{string.Join("、", names.Select(name => name.Zh))}会员",
                $"{string.Join(" or ", names.Select(name => name.En))} members"
            );
        }
        if (!when.Groups.IsEmpty)
            yield return Bilingual(
                $"团体{string.Join("、", when.Groups)}的成员",
                $"members of {string.Join(" or ", when.Groups)}"
            );
        if (when.Affinity is { } affinity)
            yield return AffinityText(affinity);
        if (when.BalanceAtLeast is { } balance)
            yield return Bilingual(
                $"当时可用积分不少于{FormatPoints(balance)}分",
                $"with at least {PointsInEnglish(balance)} available"
            );
    }

    private static BilingualName AffinityText(Affinity affinity)
    {
        var (lines, share) = (affinity.OfLastLines, FormatPercent(affinity.ShareAtLeast));
        var linesInEnglish = lines == 1 ? "last purchase line is" : $"last {lines} purchase lines are";
        return Bilingual(
            $"同意个性化服务、且最近{lines}件购买记录中{affinity.Category}类不少于{share}的会员",
            $"members who agreed to personalisation and whose {linesInEnglish} at least {share} {affinity.Category}"
        );
    }

    private static IEnumerable<BilingualName> ListOrderParts(Condition when, ProgrammeTerms terms)
    {
        if (!when.Merchants.IsEmpty)
        {
            var names = when.Merchants.Select(id => MerchantName(terms, id)).ToArray();
            yield return Bilingual(
                $"在{string.Join("、", names.Select(name => name.Zh))}",
                $"at {string.Join(" or ", names.Select(name => name.En))}"
            );
        }
        if (!when.Channels.IsEmpty)
            yield return Bilingual(
                $"通过{string.Join("、", when.Channels)}渠道",
                $"through the {string.Join(" or ", when.Channels)} channel"
            );
        if (!when.Categories.IsEmpty)
            yield return Bilingual(
                $"{string.Join("、", when.Categories)}类商品",
                $"goods of category {string.Join(" or ", when.Categories)}"
            );
        if (!when.AnyTag.IsEmpty)
            yield return Bilingual(
                $"带有{string.Join("、", when.AnyTag)}标识的商品",
                $"goods marked {string.Join(" or ", when.AnyTag)}"
            );
        if (when.SpendAtLeast is { } spend)
            yield return Bilingual($"单笔满{FormatMoney(spend)}", $"orders of at least {FormatMoney(spend)}");
    }
}
