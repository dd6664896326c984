using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes who can earn and spend, and what a frozen account means.</summary>
internal static class MembershipSection
{
    private const string Beijing = "Asia/Shanghai";

    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new("membership", Bilingual("会员与账户", "Members and accounts"), [.. BuildItems(terms)]);

    private static IEnumerable<BilingualName> BuildItems(ProgrammeTerms terms)
    {
        yield return Bilingual(
            "只有加入本计划并通过身份核验的会员才能获得和使用积分。",
            "Only members who have joined the programme and whose identity has been verified can earn and spend points."
        );
        yield return Bilingual(
            "账户冻结期间不能获得、使用或转赠积分，也不能用券；已有积分仍按期到期，退货和退还照常处理。",
            "While your account is frozen, you cannot earn, spend or send points or use vouchers. Your points still"
                + " expire on their last day, and returns are still booked."
        );
        yield return Bilingual(
            $"未满{GuardianAge.Years}周岁的会员，个性化服务和营销信息须由监护人同意。",
            $"For members under {GuardianAge.Years}, a guardian consents to personalisation and to marketing."
        );
        yield return terms.TimeZone.Id == Beijing
            ? Bilingual("本规则中的日期和时间均为北京时间。", "All dates and times in these terms are in Beijing time.")
            : Bilingual(
                $"本规则中的日期和时间均为{terms.TimeZone.Id}时区的当地时间。",
                $"All dates and times in these terms are local times of {terms.TimeZone.Id}."
            );
        if (OwnDayTerms.ListKinds(terms) is { IsEmpty: false } birthdays)
            yield return OwnDayTerms.Text(birthdays);
    }
}
