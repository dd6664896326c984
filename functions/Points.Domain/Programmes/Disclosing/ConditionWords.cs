using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.Words;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>When something applies, in words.</summary>
internal static class ConditionWords
{
    /// <returns>Empty in both languages for what always applies; else in brackets, to stand behind what it limits.</returns>
    public static BilingualName Behind(Condition when, ProgrammeRevision terms)
    {
        var parts = Parts(when, terms).ToImmutableArray();
        return parts.IsEmpty
            ? Say("", "")
            : Say(
                $"（{string.Join("；", parts.Select(part => part.Zh))}）",
                $" ({string.Join("; ", parts.Select(part => part.En))})"
            );
    }

    public static IEnumerable<BilingualName> Days(Window window)
    {
        if (window is { From: { } only } && window.To == only)
            yield return Say($"{Of(only).Zh}当天", $"on {Of(only).En}");
        else if (window is { From: { } from, To: { } to })
            yield return Say(
                $"{Of(from).Zh}至{Of(to).Zh}（含首尾两日）",
                $"from {Of(from).En} to {Of(to).En}, both included"
            );
        else if (window.From is { } first)
            yield return Say($"自{Of(first).Zh}起", $"from {Of(first).En} on");
        else if (window.To is { } last)
            yield return Say($"至{Of(last).Zh}止（含当日）", $"until {Of(last).En}, included");
        if (!window.Yearly.IsEmpty)
            yield return List(window.Yearly.Select(Words.Of));
    }

    private static IEnumerable<BilingualName> Parts(Condition when, ProgrammeRevision terms) =>
        Days(when.Window).Concat(OfMember(when, terms)).Concat(OfOrder(when, terms));

    private static IEnumerable<BilingualName> OfMember(Condition when, ProgrammeRevision terms)
    {
        if (when.On is { } own)
            yield return OwnDayWords(own);
        if (when.AgeAtLeast is { } least)
            yield return Say(
                $"服务使用日或购买日年满{least}周岁的会员",
                $"members aged {least} or more on the day of service, or else of purchase"
            );
        if (when.AgeBelow is { } below)
            yield return Say(
                $"服务使用日或购买日未满{below}周岁的会员",
                $"members aged under {below} on the day of service, or else of purchase"
            );
        if (!when.CreditGrades.IsEmpty)
            yield return Say(
                $"信用等级{string.Join("、", when.CreditGrades)}的会员",
                $"members with credit grade {string.Join(" or ", when.CreditGrades)}"
            );
        if (!when.Tiers.IsEmpty)
        {
            var names = List(when.Tiers.Select(tier => terms.Tiers!.Level(tier).Name));
            yield return Say($"{names.Zh}会员", $"{names.En} members");
        }
        if (!when.Groups.IsEmpty)
            yield return Say(
                $"团体{string.Join("、", when.Groups)}的成员",
                $"members of {string.Join(" or ", when.Groups)}"
            );
        if (when.Affinity is { } liking)
            yield return Say(
                $"同意个性化服务、且最近{liking.OfLastLines}件购买记录中{liking.Category}类不少于{Percent(liking.ShareAtLeast)}的会员",
                $"members who agreed to personalisation and of whose last {liking.OfLastLines} purchase lines at least {Percent(liking.ShareAtLeast)} are {liking.Category}"
            );
        if (when.BalanceAtLeast is { } balance)
            yield return Say(
                $"当时可用积分不少于{Count(balance)}分",
                $"while holding at least {Count(balance)} points"
            );
    }

    private static IEnumerable<BilingualName> OfOrder(Condition when, ProgrammeRevision terms)
    {
        if (!when.Merchants.IsEmpty)
        {
            var names = List(when.Merchants.Select(id => Merchant(terms, id)));
            yield return Say($"在{names.Zh}", $"at {names.En}");
        }
        if (!when.Channels.IsEmpty)
            yield return Say(
                $"通过{string.Join("、", when.Channels)}渠道",
                $"through {string.Join(" or ", when.Channels)}"
            );
        if (!when.Categories.IsEmpty)
            yield return Say(
                $"{string.Join("、", when.Categories)}类商品",
                $"goods of category {string.Join(" or ", when.Categories)}"
            );
        if (!when.AnyTag.IsEmpty)
            yield return Say(
                $"带有{string.Join("、", when.AnyTag)}标识的商品",
                $"goods marked {string.Join(" or ", when.AnyTag)}"
            );
        if (when.SpendAtLeast is { } spend)
            yield return Say($"单笔满{Money(spend)}", $"orders of at least {Money(spend)}");
    }

    public static BilingualName OwnDayWords(OwnDay own) =>
        own switch
        {
            OwnDay.Birthday => Say("会员生日当天", "on the member's birthday"),
            OwnDay.PetBirthday => Say("会员宠物生日当天", "on the birthday of the member's pet"),
            OwnDay.SignUp => Say("注册入会时", "on joining"),
        };
}
