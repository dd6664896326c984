using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes the section on how long points can be used, and on reminders before they expire.</summary>
internal static class ValiditySection
{
    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new("validity", Bilingual("积分有效期", "How long points last"), [.. BuildItems(terms)]);

    private static IEnumerable<BilingualName> BuildItems(ProgrammeTerms terms)
    {
        yield return terms.Validity.Match(
            lifetime: _ => Bilingual("积分长期有效，不过期。", "Points never expire."),
            months: MonthsText,
            fixedDate: it =>
                Bilingual(
                    $"所有积分有效至{FormatDay(it.On).Zh}（含当日）。",
                    $"All points can be used up to and including {FormatDay(it.On).En}."
                )
        );
        if (terms.AppliesToEarned)
            yield return Bilingual(
                "本规则也适用于生效前已获得的积分；因此缩短有效期的，自通知您之日起至少还有30天可用。",
                "This also applies to points earned before these terms took effect. If they would expire sooner because"
                    + " of it, you can still use them for at least 30 days from the day we notified you."
            );
        if (terms.Validity is Validity.Lifetime)
            yield break;
        yield return Bilingual("先到期的积分先使用。", "Points that expire first are spent first.");
        yield return Bilingual(
            "积分到期前30天、7天和1天，我们会提醒您，包括兑换占用中的积分。",
            "We remind you 30 days, 7 days and 1 day before points expire, also of points on hold for a reward."
        );
        yield return Bilingual(
            "兑换占用中的积分在占用期间不失效。如占用在其最后可用日之后结束而未兑换，这些积分随即失效；"
                + "因商户原因取消的除外，退还后至少还有30天可用。",
            "Points on hold for a reward do not expire while they are held. If the hold ends after their last day"
                + " without the reward, they expire at once, unless the merchant is at fault: then you can use them for"
                + " at least 30 more days."
        );
    }

    private static BilingualName MonthsText(Validity.Months validity)
    {
        var months = CountInEnglish(validity.Count, "month");
        return validity.MonthEnd
            ? Bilingual(
                $"积分自获得之日起{validity.Count}个月有效，至该月最后一日止。",
                $"Points last {months} from the day they are earned, until the end of that month."
            )
            : Bilingual(
                $"积分自获得之日起{validity.Count}个月有效。",
                $"Points last {months} from the day they are earned."
            );
    }
}
