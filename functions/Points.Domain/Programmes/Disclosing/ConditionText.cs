using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Describes conditions in words.</summary>
internal static class ConditionText
{
    /// <returns>The condition, to follow what it limits, as in ", only on 6 June"; empty if it always holds.</returns>
    public static BilingualName Only(Condition when, ProgrammeTerms terms, ConditionSubject subject) =>
        OnlyPhrase(when, terms, subject) is { } phrase
            ? Bilingual($"，{phrase.Zh}", $", {phrase.En}")
            : Bilingual("", "");

    /// <returns>The condition on its own, as in "only on 6 June"; null if it always holds.</returns>
    public static BilingualName? OnlyPhrase(Condition when, ProgrammeTerms terms, ConditionSubject subject)
    {
        var parts = ListParts(when, terms, subject).ToImmutableArray();
        return parts.IsEmpty
            ? null
            : Bilingual(
                $"仅限{string.Join("，且仅限", parts.Select(part => part.Zh))}",
                $"only {string.Join(", and only ", parts.Select(part => part.En))}"
            );
    }

    /// <returns>Whom a condition is about, as in "for members with credit grade A".</returns>
    public static BilingualName Who(Condition when, ProgrammeTerms terms)
    {
        var parts = ListParts(when, terms, ConditionSubject.Member).ToImmutableArray();
        return Bilingual(
            parts.IsEmpty ? "所有会员" : string.Join("，且", parts.Select(part => part.Zh)),
            parts.IsEmpty ? "for all members" : string.Join(", and ", parts.Select(part => part.En))
        );
    }

    public static IEnumerable<BilingualName> DaysText(DateWindow window)
    {
        if (window is { From: { } only } && window.To == only)
            yield return Bilingual($"{FormatDay(only).Zh}当天", $"on {FormatDay(only).En}");
        else if (window is { From: { } from, To: { } to })
            yield return Bilingual(
                $"{FormatDays(from, to).Zh}（含首尾两日）",
                $"from {FormatDays(from, to).En}, both days included"
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
            OwnDay.Birthday => Bilingual("您生日当天", "on your birthday"),
            OwnDay.PetBirthday => Bilingual("您的宠物生日当天", "on your pet's birthday"),
            OwnDay.SignUp => Bilingual("注册入会时", "on joining"),
        };

    private static IEnumerable<BilingualName> ListParts(
        Condition when,
        ProgrammeTerms terms,
        ConditionSubject subject
    ) =>
        DaysText(when.Window)
            .Concat(AgeParts(when, subject))
            .Concat(ListMemberParts(when, terms))
            .Concat(ListOrderParts(when, terms));

    private static IEnumerable<BilingualName> AgeParts(Condition when, ConditionSubject subject)
    {
        var (zh, en) =
            subject == ConditionSubject.Purchase
                ? (
                    "（按使用服务当天计算，没有使用日期的按购买当天）",
                    " on the day of service, or else on the day of purchase"
                )
                : ("", "");
        if (when.AgeAtLeast is { } least)
            yield return Bilingual($"年满{least}周岁的会员{zh}", $"for members aged {least} or over{en}");
        if (when.AgeBelow is { } below)
            yield return Bilingual($"未满{below}周岁的会员{zh}", $"for members aged under {below}{en}");
    }

    private static IEnumerable<BilingualName> ListMemberParts(Condition when, ProgrammeTerms terms)
    {
        if (when.OwnDay is { } own)
            yield return OwnDayText(own);
        if (!when.CreditGrades.IsEmpty)
            yield return Bilingual(
                $"信用等级为{string.Join("或", when.CreditGrades)}的会员",
                $"for members with credit grade {string.Join(" or ", when.CreditGrades)}"
            );
        if (!when.Tiers.IsEmpty)
        {
            var names = AnyOf(when.Tiers.Select(tier => terms.Tiers!.FindLevel(tier).Name));
            yield return Bilingual($"{names.Zh}会员", $"for {names.En} members");
        }
        if (!when.Groups.IsEmpty)
        {
            var names = AnyOf(when.Groups.Select(terms.LabelOf));
            yield return Bilingual($"团体“{names.Zh}”的成员", $"for members of {names.En}");
        }
        if (when.Affinity is { } affinity)
            yield return AffinityText(affinity, terms);
        if (when.BalanceAtLeast is { } balance)
            yield return Bilingual(
                $"当时可用积分不少于{FormatPoints(balance)}分的会员",
                $"while you have at least {PointsInEnglish(balance)} available"
            );
    }

    private static BilingualName AffinityText(Affinity affinity, ProgrammeTerms terms)
    {
        var (lines, share) = (affinity.OfLastLines, FormatPercent(affinity.ShareAtLeast));
        var linesInEnglish = lines == 1 ? "last item bought is" : $"last {lines} items bought are";
        var category = terms.LabelOf(affinity.Category);
        return Bilingual(
            $"同意个性化服务、且最近购买的{lines}件商品中{category.Zh}类不少于{share}的会员",
            $"for members who agreed to personalisation and whose {linesInEnglish} at least {share} {category.En}"
        );
    }

    private static IEnumerable<BilingualName> ListOrderParts(Condition when, ProgrammeTerms terms)
    {
        if (!when.Merchants.IsEmpty)
        {
            var names = AnyOf(when.Merchants.Select(id => MerchantName(terms, id)));
            yield return Bilingual($"在{names.Zh}消费", $"at {names.En}");
        }
        if (!when.Channels.IsEmpty)
        {
            var names = AnyOf(when.Channels.Select(terms.LabelOf));
            yield return Bilingual($"通过{names.Zh}消费", $"through {names.En}");
        }
        if (!when.Categories.IsEmpty)
        {
            var names = AnyOf(when.Categories.Select(terms.LabelOf));
            var areNamed = when.Categories.All(category => terms.Labels.Any(label => label.Word == category));
            yield return Bilingual(
                $"{names.Zh}类商品",
                areNamed ? $"on {names.En}" : $"on goods of category {names.En}"
            );
        }
        if (!when.AnyTag.IsEmpty)
        {
            var names = AnyOf(when.AnyTag.Select(terms.LabelOf));
            yield return Bilingual($"带有{names.Zh}标识的商品", $"on goods marked {names.En}");
        }
        if (when.SpendAtLeast is { } spend)
            yield return Bilingual($"单笔满{FormatMoney(spend)}的订单", $"on orders of at least {FormatMoney(spend)}");
    }

    private static BilingualName AnyOf(IEnumerable<BilingualName> names)
    {
        var all = names.ToImmutableArray();
        return Bilingual(
            string.Join("或", all.Select(name => name.Zh)),
            string.Join(" or ", all.Select(name => name.En))
        );
    }
}
