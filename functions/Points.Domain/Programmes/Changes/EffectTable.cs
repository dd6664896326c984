using System.Text.Json;
using static Points.Domain.Programmes.Changes.EffectComparers;

namespace Points.Domain.Programmes.Changes;

/// <summary>
/// The table of what each kind of change means for members. The first pattern that matches counts. A path that no
/// pattern matches is adverse.
/// </summary>
public static class EffectTable
{
    private static readonly (string Pattern, Func<JsonElement?, JsonElement?, Effect> Effect)[] PathEffects =
    [
        // The issuer's details and settlement among merchants do not affect members.
        ("name", Neutral),
        ("name.*.zh", Neutral),
        ("name.zh", Neutral),
        ("name.en", Neutral),
        ("issuer", Neutral),
        ("issuer.name", Neutral),
        ("issuer.creditCode", Neutral),
        ("issuer.telecomLicence", PresenceIsNeutral),
        ("issuer.telecomLicence.number", Neutral),
        ("issuer.telecomLicence.validUntil", LaterDateIsNeutral),
        ("issuer.filings[*]", PresenceIsNeutral),
        ("issuer.filings[*].number", Neutral),
        ("issuer.filings[*].validUntil", LaterDateIsNeutral),
        // Without settlement nobody pays the merchants who honour points.
        ("settlement", PresenceIsNeutral),
        ("settlement.fenPer100Points", Neutral),
        ("settlement.platformFeeRate", Neutral),
        ("settlement.when", Neutral),
        ("merchants[*]", PresenceIsBetter),
        ("merchants[*].issues", MoreIsBetter),
        ("merchants[*].honours", MoreIsBetter),
        ("merchants.*.name.zh", Neutral),
        ("merchants.*.name.en", Neutral),
        ("validity", ValidityComparison.Compare),
        ("valueGuaranteed", MoreIsBetter),
        ("budget.capPoints", MoreIsBetter),
        ("budget.period", Ranked("year", "quarter", "month", "day")),
        // What operators may give is nobody's right.
        ("budget.adjustments", MoreIsFavourable),
        ("budget.adjustments.capPoints", MoreIsFavourable),
        ("budget.adjustments.merchantId", Neutral),
        ("budget.openings", MoreIsFavourable),
        ("budget.openings.capPoints", MoreIsFavourable),
        ("budget.grants.capPoints", MoreIsBetter),
        ("compensation", PresenceIsBetter),
        ("compensation.capPoints", MoreIsBetter),
        ("compensation.period", Ranked("year", "quarter", "month", "day")),
        ("compensation.perMember", LimitsComparison.Compare),
        ("earning.pendingDays", LessIsBetter),
        ("earning.lateDays", MoreIsBetter),
        ("earning.stacking", Ranked("best-of", "add", "multiply")),
        ("earning.refundsFrom", Ranked("any-lot", "own-lot")),
        // Numbers that are not unique would keep members from points that they have earned.
        ("earning.orderScope", Ranked("merchant", "member")),
        ("earning.base[*].pointsPerYuan", MoreIsBetter),
        ("earning.multipliers[*]", PresenceIsBetter),
        ("earning.multipliers[*].times", MoreIsBetter),
        ("earning.bonuses[*]", PresenceIsBetter),
        ("earning.bonuses[*].points", MoreIsBetter),
        ("earning.bonuses[*].per", Ranked("order", "line")),
        ("earning.caps[*]", AbsenceIsBetter),
        ("earning.caps[*].points", MoreIsBetter),
        ("tiers", PresenceIsBetter),
        ("tiers.window.months", MoreIsBetter),
        ("tiers.levels[*]", PresenceIsBetter),
        ("tiers.levels.*.name", Neutral),
        ("tiers.levels.*.name.zh", Neutral),
        ("tiers.levels.*.name.en", Neutral),
        ("tiers.levels[*].spendFen", LessIsBetter),
        ("tiers.levels[*].visits", LessIsBetter),
        ("tiers.levels[*].times", MoreIsBetter),
        ("tiers.levels[*].perks", WiderIsBetter),
        ("rewards[*]", PresenceIsBetter),
        ("rewards[*].category", Neutral),
        // Who honours it is compared; the table is asked only if that is the same.
        ("rewards[*].merchantId", Neutral),
        ("rewards[*].worthFen", MoreIsBetterIfGiven),
        ("rewards[*].price.points", LessIsBetterIfGiven),
        ("rewards[*].price.pointsPerYuan", LessIsBetterIfGiven),
        ("rewards[*].price.minimumPoints", LessIsBetter),
        ("rewards[*].price.windows[*].points", LessIsBetterIfGiven),
        ("rewards[*].price.windows[*].pointsPerYuan", LessIsBetterIfGiven),
        ("rewards[*].price.windows[*].worthFen", MoreIsBetterIfGiven),
        ("rewards[*].price.discounts[*]", PresenceIsBetter),
        ("rewards[*].price.discounts[*].discount", LessIsBetter),
        ("rewards[*].price.bounds", AbsenceIsBetter),
        ("rewards[*].price.bounds.lowest", LessIsBetter),
        ("rewards[*].price.bounds.highest", LessIsBetter),
        ("rewards[*].stock", MoreOrAbsentIsBetter),
        ("rewards[*].limits", LimitsComparison.Compare),
        ("rewards[*].onSaleFrom", EarlierIsBetter),
        ("rewards[*].validDays", MoreOrAbsentIsBetter),
        ("rewards[*].minimumBillFen", LessOrAbsentIsBetter),
        ("rewards[*].maximumOffsetFen", MoreOrAbsentIsBetter),
        ("rewards[*].compensationRate", MoreIsBetter),
        ("rewards[*].restrictions", AbsenceIsBetter),
        ("rewards[*].restrictions.admission", AbsenceIsBetter),
        ("rewards[*].restrictions.admission.from", EarlierIsBetter),
        ("rewards[*].restrictions.admission.to", LaterIsBetter),
        ("rewards[*].restrictions.weekdays", WiderOrAbsentIsBetter),
        ("rewards[*].restrictions.blackout[*]", AbsenceIsBetter),
        ("rewards[*].restrictions.notes[*]", AbsenceIsBetter),
        ("rewards[*].cashProduct", PresenceIsNeutral),
        ("rewards.*.cashProduct.priceFen", Neutral),
        ("perks[*]", PresenceIsBetter),
        ("perks[*].discount", LessIsBetter),
        ("actions[*]", PresenceIsBetter),
        // Revisions from before it could be stated have none.
        ("actions[*].kind", NewIsNeutral),
        ("actions[*].points", MoreIsBetter),
        ("actions[*].limit", LimitsComparison.Compare),
        ("actions[*].by", WiderIsBetter),
        ("actions[*].merchantId", Neutral),
        ("grants[*]", PresenceIsBetter),
        ("grants.*.name", Neutral),
        ("grants.*.name.zh", Neutral),
        ("grants.*.name.en", Neutral),
        ("grants[*].points", MoreIsBetterIfGiven),
        ("grants[*].limit", LimitsComparison.Compare),
        ("grants[*].merchantId", Neutral),
        ("family", PresenceIsBetter),
        ("family.pointsPerMonth", MoreIsBetter),
        // What members read instead of a word does not change what the word means to the engine.
        ("labels[*]", Neutral),
        ("labels.*.name.zh", Neutral),
        ("labels.*.name.en", Neutral),
        ("contact", ContactComparison.Compare),
        ("contact.phone", Neutral),
        ("contact.email", Neutral),
        ("contact.answerDays", LessIsBetter),
        ("notices", PresenceIsBetter),
        ("notices.channels", WiderIsBetter),
        ("notices.quietHours", QuietHoursComparison.Compare),
    ];

    /// <summary>Conditions of a benefit: the wider, the better.</summary>
    private static readonly (string Field, Func<JsonElement?, JsonElement?, Effect> Effect)[] ConditionEffects =
    [
        ("from", EarlierIsBetter),
        ("to", LaterIsBetter),
        ("yearly", WiderOrAbsentIsBetter),
        ("on", AbsenceIsBetter),
        ("ageAtLeast", LessOrAbsentIsBetter),
        ("ageBelow", MoreOrAbsentIsBetter),
        ("creditGrades", WiderOrAbsentIsBetter),
        ("tiers", WiderOrAbsentIsBetter),
        ("groups", WiderOrAbsentIsBetter),
        ("affinity", LowerShareOrAbsentIsBetter),
        ("balanceAtLeast", LessOrAbsentIsBetter),
        ("merchants", WiderOrAbsentIsBetter),
        ("categories", WiderOrAbsentIsBetter),
        ("anyTag", WiderOrAbsentIsBetter),
        ("channels", WiderOrAbsentIsBetter),
        ("spendAtLeastFen", LessOrAbsentIsBetter),
    ];

    /// <summary>
    /// Conditions under which a member gets a benefit. Those of base rates are not among them: a line that no longer
    /// meets one falls under another rate.
    /// </summary>
    private static readonly string[] BenefitPaths =
    [
        "earning.multipliers[*].when",
        "earning.bonuses[*].when",
        "perks[*].when",
        "actions[*].when",
        "grants[*].when",
        "rewards[*].eligible",
        "rewards[*].price.discounts[*].when",
    ];

    public static Effect FindEffect(string path, JsonElement? from, JsonElement? to)
    {
        var (was, becomes) = (DocumentDefaults.ValueOrDefault(path, from), DocumentDefaults.ValueOrDefault(path, to));
        var plain = PathPattern.WithoutIds(path);
        if (BenefitPaths.Contains(plain, StringComparer.Ordinal))
            return AbsenceIsBetter(was, becomes);
        if (
            BenefitPaths.FirstOrDefault(benefit => plain.StartsWith(benefit + ".", StringComparison.Ordinal)) is
            { } condition
        )
            return ConditionEffects
                    .FirstOrDefault(it => plain == $"{condition}.{it.Field}")
                    .Effect?.Invoke(was, becomes)
                ?? Effect.Adverse;
        return PathEffects.FirstOrDefault(row => PathPattern.Matches(row.Pattern, path)).Effect?.Invoke(was, becomes)
            ?? Effect.Adverse;
    }
}
