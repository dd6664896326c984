using System.Text.Json;
using static Points.Domain.Programmes.Changes.Comparing;

namespace Points.Domain.Programmes.Changes;

/// <summary>
/// What each kind of change means for members: the one table of it. What stands nowhere in it is adverse. The first
/// pattern that matches counts.
/// </summary>
public static class Effects
{
    private static readonly (string Pattern, Func<JsonElement?, JsonElement?, Effect> Effect)[] Table =
    [
        // Who runs it and how merchants settle among themselves is not the members' money.
        ("name", Neutral),
        ("name.*.zh", Neutral),
        ("name.zh", Neutral),
        ("name.en", Neutral),
        ("issuer", Neutral),
        ("issuer.name", Neutral),
        ("issuer.creditCode", Neutral),
        ("issuer.kind", Neutral),
        ("issuer.telecomLicence", Neutral),
        ("issuer.telecomLicence.number", Neutral),
        ("issuer.telecomLicence.validUntil", Neutral),
        ("issuer.filings[*]", Neutral),
        ("issuer.filings[*].number", Neutral),
        ("issuer.filings[*].validUntil", Neutral),
        ("settlement", Neutral),
        ("settlement.fenPer100Points", Neutral),
        ("settlement.platformFeeRate", Neutral),
        ("settlement.when", Neutral),
        ("merchants[*]", Gain),
        ("merchants[*].issues", More),
        ("merchants[*].honours", More),
        ("merchants.*.name.zh", Neutral),
        ("merchants.*.name.en", Neutral),
        ("validity", Lasting.Compare),
        ("budget.capPoints", More),
        ("earning.pendingDays", Less),
        ("earning.lateDays", More),
        ("earning.stacking", Ranked("best-of", "add", "multiply")),
        ("earning.refundsFrom", Ranked("any-lot", "own-lot")),
        ("earning.base[*].pointsPerYuan", More),
        ("earning.multipliers[*]", Gain),
        ("earning.multipliers[*].times", More),
        ("earning.bonuses[*]", Gain),
        ("earning.bonuses[*].points", More),
        ("earning.bonuses[*].per", Ranked("order", "line")),
        ("earning.caps[*]", Loss),
        ("earning.caps[*].points", More),
        ("tiers", Gain),
        ("tiers.window.months", More),
        ("tiers.levels[*]", Gain),
        ("tiers.levels.*.name", Neutral),
        ("tiers.levels.*.name.zh", Neutral),
        ("tiers.levels.*.name.en", Neutral),
        ("tiers.levels[*].spendFen", Less),
        ("tiers.levels[*].visits", Less),
        ("tiers.levels[*].times", More),
        ("tiers.levels[*].perks", Granted),
        ("rewards[*]", Gain),
        ("rewards.*.name.zh", Neutral),
        ("rewards.*.name.en", Neutral),
        ("rewards[*].category", Neutral),
        ("rewards[*].worthFen", MoreOfGiven),
        ("rewards[*].price.points", LessOfGiven),
        ("rewards[*].price.pointsPerYuan", LessOfGiven),
        ("rewards[*].price.minimumPoints", Less),
        ("rewards[*].price.windows[*].points", LessOfGiven),
        ("rewards[*].price.windows[*].pointsPerYuan", LessOfGiven),
        ("rewards[*].price.windows[*].worthFen", MoreOfGiven),
        ("rewards[*].price.discounts[*]", Gain),
        ("rewards[*].price.discounts[*].discount", Less),
        ("rewards[*].price.bounds", Loss),
        ("rewards[*].price.bounds.lowest", Less),
        ("rewards[*].price.bounds.highest", Less),
        ("rewards[*].stock", MoreOrUnlimited),
        ("rewards[*].limits", Limits.Compare),
        ("rewards[*].onSaleFrom", Sooner),
        ("rewards[*].validDays", MoreOrUnlimited),
        ("rewards[*].minimumBillFen", LessOrNone),
        ("rewards[*].maximumOffsetFen", MoreOrUnlimited),
        ("rewards[*].compensationRate", More),
        ("rewards[*].restrictions", Loss),
        ("rewards[*].restrictions.admission", Loss),
        ("rewards[*].restrictions.admission.from", Sooner),
        ("rewards[*].restrictions.admission.to", Later),
        ("rewards[*].restrictions.weekdays", Allowed),
        ("rewards[*].restrictions.blackout[*]", Loss),
        ("rewards[*].restrictions.notes[*]", Loss),
        ("rewards[*].cashProduct", Neutral),
        ("rewards.*.cashProduct.priceFen", Neutral),
        ("perks[*]", Gain),
        ("perks[*].discount", Less),
        ("actions[*]", Gain),
        ("actions.*.name", Neutral),
        ("actions.*.name.zh", Neutral),
        ("actions.*.name.en", Neutral),
        ("actions[*].points", More),
        ("actions[*].limit", Limits.Compare),
        ("actions[*].by", Granted),
        ("actions[*].on", Loss),
        ("actions[*].merchantId", Neutral),
        ("family", Gain),
        ("family.pointsPerMonth", More),
        ("notices", Gain),
        ("notices.channels", Granted),
        ("notices.quietHours", Quiet.Compare),
    ];

    /// <summary>When a benefit applies: the wider, the better.</summary>
    private static readonly (string Field, Func<JsonElement?, JsonElement?, Effect> Effect)[] Conditions =
    [
        ("from", Sooner),
        ("to", Later),
        ("yearly", Allowed),
        ("on", Loss),
        ("ageAtLeast", LessOrNone),
        ("ageBelow", MoreOrUnlimited),
        ("creditGrades", Allowed),
        ("tiers", Allowed),
        ("groups", Allowed),
        ("affinity", Loss),
        ("balanceAtLeast", LessOrNone),
        ("merchants", Allowed),
        ("categories", Allowed),
        ("anyTag", Allowed),
        ("channels", Allowed),
        ("spendAtLeastFen", LessOrNone),
    ];

    /// <summary>What conditions open something. Those of base rates do not: a line that leaves one falls under another.</summary>
    private static readonly string[] Benefits =
    [
        "earning.multipliers[*].when",
        "earning.bonuses[*].when",
        "perks[*].when",
        "actions[*].when",
        "rewards[*].eligible",
        "rewards[*].price.discounts[*].when",
    ];

    public static Effect Of(string path, JsonElement? from, JsonElement? to)
    {
        var (was, becomes) = (Defaults.Fill(path, from), Defaults.Fill(path, to));
        var plain = PathPattern.Plain(path);
        if (Benefits.Contains(plain, StringComparer.Ordinal))
            return Loss(was, becomes);
        if (
            Benefits.FirstOrDefault(benefit => plain.StartsWith(benefit + ".", StringComparison.Ordinal)) is
            { } condition
        )
            return Conditions.FirstOrDefault(it => plain == $"{condition}.{it.Field}").Effect?.Invoke(was, becomes)
                ?? Effect.Adverse;
        return Table.FirstOrDefault(row => PathPattern.Matches(row.Pattern, path)).Effect?.Invoke(was, becomes)
            ?? Effect.Adverse;
    }
}
