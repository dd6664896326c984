using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>How long points can be used, and that nobody is surprised by their end.</summary>
internal static class ValiditySection
{
    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new(
            "validity",
            Bilingual("积分有效期", "How long points last"),
            [
                terms.Validity.Match(
                    lifetime: _ => Bilingual("积分长期有效，不过期。", "Points never expire."),
                    months: it =>
                        it.MonthEnd
                            ? Bilingual(
                                $"积分自获得之日起{it.Count}个月有效，至该月最后一日止。",
                                $"Points last {it.Count} months from the day they are earned, to the end of that month."
                            )
                            : Bilingual(
                                $"积分自获得之日起{it.Count}个月有效。",
                                $"Points last {it.Count} months from the day they are earned."
                            ),
                    fixedDate: it =>
                        Bilingual(
                            $"所有积分有效至{FormatDay(it.On).Zh}（含当日）。",
                            $"All points last until {FormatDay(it.On).En}, included."
                        )
                ),
                .. terms.AppliesToEarned
                    ?
                    [
                        Bilingual(
                            "本规则也适用于生效前已获得的积分；因此缩短有效期的，自通知您之日起至少还有30天可用。",
                            "This also goes for points earned before these terms came into force; where they would end sooner for it, you have at least 30 days from the day you were told."
                        ),
                    ]
                    : Array.Empty<BilingualName>(),
                .. terms.Validity is Validity.Lifetime
                    ? []
                    : new[]
                    {
                        Bilingual("先到期的积分先使用。", "What expires first is spent first."),
                        Bilingual(
                            "积分到期前30天、7天和1天，我们会提醒您。",
                            "We remind you 30, 7 and 1 days before points expire."
                        ),
                    },
            ]
        );
}
