using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes the section on how long points can be used, and on reminders before they expire.</summary>
internal static class ValiditySection
{
    /// <summary>The day of the example.</summary>
    private static readonly DateOnly BookedOn = new(2027, 1, 15);

    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new("validity", Bilingual("积分有效期", "How long points last"), [.. BuildItems(terms)]);

    private static IEnumerable<BilingualName> BuildItems(ProgrammeTerms terms)
    {
        yield return terms.Validity.Match(
            lifetime: _ => Bilingual("积分长期有效，永不过期。", "Points never expire."),
            months: MonthsText,
            fixedDate: it =>
                Bilingual(
                    $"所有积分均可使用至{FormatDay(it.On).Zh}（含当日）。",
                    $"All points can be used up to and including {FormatDay(it.On).En}."
                )
        );
        yield return AppliesText(terms.AppliesToEarned);
        if (terms.Validity is Validity.Lifetime)
            yield break;
        yield return Bilingual("先到期的积分优先使用。", "Points that expire first are spent first.");
        yield return Bilingual(
            "积分到期前30天、7天和1天，我们会分别提醒您，包括为奖品预留的积分。",
            "We remind you 30 days, 7 days and 1 day before points expire, also of points on hold for a reward."
        );
        yield return Bilingual(
            "为奖品预留的积分，预留期间不失效。预留结束时未领取且最后可用日已过的，随即失效；因商户原因取消的除外。",
            "Points on hold for a reward do not expire while they are held. If the hold ends after their last day"
                + " without the reward, they expire at once, unless the merchant is at fault."
        );
    }

    private static BilingualName AppliesText(bool toEarned)
    {
        var days = NoticePeriod.Length.Days;
        return toEarned
            ? Bilingual(
                $"以上有效期也适用于本版规则生效前已获得的积分；因此提前到期的，自通知您之日起至少还有{days}天可用。",
                "This also applies to points earned before these terms took effect. If they would expire sooner because"
                    + $" of it, you can still use them for at least {days} days from the day we notified you."
            )
            : Bilingual(
                "本版规则生效前已获得的积分，有效期不变。",
                "Points earned before these terms took effect keep their last day."
            );
    }

    /// <summary>The example is what the engine calculates.</summary>
    private static BilingualName MonthsText(Validity.Months validity)
    {
        var (months, booked) = (CountInEnglish(validity.Count, "month"), FormatDay(BookedOn));
        var lastDay = FormatDay(validity.ExpiresOn(BookedOn)!.Value);
        var (monthEndZh, monthEndEn) = validity.MonthEnd
            ? ("，并延至当月最后一天", ", until the end of that month")
            : ("", "");
        return Bilingual(
            $"积分自入账之日起{validity.Count}个月有效{monthEndZh}。"
                + $"例如{booked.Zh}入账的积分，可使用至{lastDay.Zh}（含当日）。",
            $"Points last {months} from the day they are booked{monthEndEn}. For example, points booked on {booked.En}"
                + $" can be used up to and including {lastDay.En}."
        );
    }
}
