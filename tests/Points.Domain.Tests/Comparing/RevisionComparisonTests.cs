using Points.Domain.Comparing;
using Points.Domain.Programmes.Changes;
using Points.Domain.Tests.Programmes;
using static Points.Domain.Tests.Comparing.ComparisonSample;

namespace Points.Domain.Tests.Comparing;

/// <summary>
/// What each kind of change means for members (law L2). Changes of rewards are in <see cref="ComparedRewardTests"/>.
/// </summary>
public sealed class RevisionComparisonTests
{
    [Theory]
    [InlineData("name.en", "\"Store\"", "name.en", Effect.Neutral)]
    [InlineData("issuer.name", "\"Other Co.\"", "issuer.name", Effect.Neutral)]
    [InlineData(
        "issuer.telecomLicence.validUntil",
        "\"2036-12-31\"",
        "issuer.telecomLicence.validUntil",
        Effect.Neutral
    )]
    [InlineData("issuer.filings[2].number", "\"4\"", "issuer.filings[programme-filing].number", Effect.Neutral)]
    [InlineData("timeZone", "\"Asia/Tokyo\"", "timeZone", Effect.Adverse)]
    [InlineData("merchants[1]", null, "merchants[kiosk]", Effect.Adverse)]
    [InlineData(
        "merchants[2]",
        """{ "merchantId": "new", "name": { "zh": "新", "en": "New" }, "honours": true }""",
        "merchants[new]",
        Effect.Favourable
    )]
    [InlineData("grants[0]", null, "grants[gift]", Effect.Adverse)]
    [InlineData("grants[0].points", "30", "grants[gift].points", Effect.Favourable)]
    [InlineData("grants[0].limit.times", "2", "grants[gift].limit", Effect.Favourable)]
    [InlineData("grants[0].when.tiers", """["silver"]""", "grants[gift].when.tiers", Effect.Adverse)]
    [InlineData("grants[0].merchantId", "\"kiosk\"", "grants[gift].merchantId", Effect.Neutral)]
    [InlineData("merchants[0].honours", "false", "merchants[shop].honours", Effect.Adverse)]
    [InlineData("merchants[1].honours", "true", "merchants[kiosk].honours", Effect.Favourable)]
    [InlineData("merchants[1].name.en", "\"Stand\"", "merchants[kiosk].name.en", Effect.Neutral)]
    [InlineData("validity", """{ "kind": "lifetime" }""", "validity", Effect.Favourable)]
    [InlineData("validity.months", "12", "validity", Effect.Adverse)]
    [InlineData("validity.months", "36", "validity", Effect.Favourable)]
    [InlineData("validity.monthEnd", "false", "validity", Effect.Adverse)]
    [InlineData("validity.appliesToEarned", "true", "validity", Effect.Adverse)]
    [InlineData("validity.appliesToEarned", "false", "validity", Effect.Neutral)]
    [InlineData("validity", """{ "kind": "lifetime", "appliesToEarned": true }""", "validity", Effect.Favourable)]
    [InlineData(
        "validity",
        """{ "kind": "months", "months": 36, "monthEnd": true, "appliesToEarned": true }""",
        "validity",
        Effect.Favourable
    )]
    [InlineData(
        "validity",
        """{ "kind": "months", "months": 12, "monthEnd": true, "appliesToEarned": true }""",
        "validity",
        Effect.Adverse
    )]
    [InlineData("validity", """{ "kind": "fixed-date", "on": "2040-01-01" }""", "validity", Effect.Adverse)]
    [InlineData("earning.pendingDays", "14", "earning.pendingDays", Effect.Adverse)]
    [InlineData("budget.capPoints", "999", "budget.capPoints", Effect.Adverse)]
    [InlineData("budget.capPoints", "1001", "budget.capPoints", Effect.Favourable)]
    [InlineData("budget.period", "\"year\"", "budget.period", Effect.Adverse)]
    [InlineData("budget.adjustments.capPoints", "39", "budget.adjustments.capPoints", Effect.Neutral)]
    [InlineData("budget.adjustments.capPoints", "41", "budget.adjustments.capPoints", Effect.Favourable)]
    [InlineData("budget.adjustments.merchantId", "\"kiosk\"", "budget.adjustments.merchantId", Effect.Neutral)]
    [InlineData("budget.adjustments", null, "budget.adjustments", Effect.Neutral)]
    [InlineData("budget.openings.capPoints", "499", "budget.openings.capPoints", Effect.Neutral)]
    [InlineData("budget.openings.capPoints", "501", "budget.openings.capPoints", Effect.Favourable)]
    [InlineData("budget.openings", null, "budget.openings", Effect.Neutral)]
    [InlineData("budget.grants.capPoints", "59", "budget.grants.capPoints", Effect.Adverse)]
    [InlineData("budget.grants.capPoints", "61", "budget.grants.capPoints", Effect.Favourable)]
    [InlineData("budget.grants", null, "budget.grants", Effect.Adverse)]
    [InlineData("compensation.capPoints", "99", "compensation.capPoints", Effect.Adverse)]
    [InlineData("compensation.capPoints", "101", "compensation.capPoints", Effect.Favourable)]
    [InlineData("compensation.period", "\"quarter\"", "compensation.period", Effect.Adverse)]
    [InlineData("compensation.period", "\"day\"", "compensation.period", Effect.Favourable)]
    [InlineData("compensation.perMember.times", "1", "compensation.perMember", Effect.Adverse)]
    [InlineData("compensation.perMember.times", "3", "compensation.perMember", Effect.Favourable)]
    [InlineData("compensation.perMember.per", "\"year\"", "compensation.perMember", Effect.Adverse)]
    [InlineData("compensation.perMember.per", "\"day\"", "compensation.perMember", Effect.Favourable)]
    [InlineData("compensation", null, "compensation", Effect.Adverse)]
    [InlineData("settlement.platformFeeRate", "0.5", "settlement.platformFeeRate", Effect.Neutral)]
    [InlineData("notices.channels", """["sms", "push"]""", "notices.channels", Effect.Favourable)]
    [InlineData("notices.channels", """["push"]""", "notices.channels", Effect.Adverse)]
    [InlineData("notices.quietHours.from", "\"21:00\"", "notices.quietHours", Effect.Favourable)]
    [InlineData("notices.quietHours.to", "\"07:29\"", "notices.quietHours", Effect.Adverse)]
    [InlineData("notices.quietHours.to", "\"22:00\"", "notices.quietHours", Effect.Adverse)]
    [InlineData("notices.quietHours", null, "notices.quietHours", Effect.Favourable)]
    [InlineData("family.pointsPerMonth", "4999", "family.pointsPerMonth", Effect.Adverse)]
    [InlineData("family", null, "family", Effect.Adverse)]
    public void A_change_of_the_programme_is_rated(
        string changedPath,
        string? json,
        string reportedPath,
        Effect effect
    ) => AssertChange(changedPath, json, reportedPath, effect);

    [Theory]
    [InlineData("earning.lateDays", "90", "earning.lateDays", Effect.Favourable)]
    [InlineData("earning.lateDays", "30", "earning.lateDays", Effect.Adverse)]
    [InlineData("earning.stacking", "\"multiply\"", "earning.stacking", Effect.Favourable)]
    [InlineData("earning.stacking", "\"best-of\"", "earning.stacking", Effect.Adverse)]
    [InlineData("earning.stacking", null, "earning.stacking", Effect.Adverse)]
    [InlineData("earning.base[1].pointsPerYuan", "0.5", "earning.base[base].pointsPerYuan", Effect.Adverse)]
    [InlineData("earning.base[1].pointsPerYuan", "2", "earning.base[base].pointsPerYuan", Effect.Favourable)]
    [InlineData("earning.base[0]", null, "earning.base[food]", Effect.Adverse)]
    [InlineData(
        "earning.base[0].when.categories",
        """["food", "tea"]""",
        "earning.base[food].when.categories",
        Effect.Favourable
    )]
    [InlineData("earning.multipliers[0].times", "1.5", "earning.multipliers[double].times", Effect.Adverse)]
    [InlineData("earning.multipliers[0].times", "3", "earning.multipliers[double].times", Effect.Favourable)]
    [InlineData("earning.multipliers[0]", null, "earning.multipliers[double]", Effect.Adverse)]
    [InlineData(
        "earning.multipliers[1]",
        """{ "id": "new", "times": 2 }""",
        "earning.multipliers[new]",
        Effect.Favourable
    )]
    [InlineData("earning.multipliers[0].when", null, "earning.multipliers[double].when", Effect.Favourable)]
    [InlineData("earning.bonuses[0].points", "49", "earning.bonuses[lamp].points", Effect.Adverse)]
    [InlineData("earning.bonuses[0].per", "\"line\"", "earning.bonuses[lamp].per", Effect.Favourable)]
    [InlineData("earning.bonuses[0]", null, "earning.bonuses[lamp]", Effect.Adverse)]
    [InlineData("earning.caps[0].points", "400", "earning.caps[daily].points", Effect.Adverse)]
    [InlineData("earning.caps[0].points", "600", "earning.caps[daily].points", Effect.Favourable)]
    [InlineData("earning.caps[0].per", "\"month\"", "earning.caps[daily].per", Effect.Adverse)]
    [InlineData("earning.caps[0]", null, "earning.caps[daily]", Effect.Favourable)]
    [InlineData(
        "earning.caps[1]",
        """{ "id": "order", "points": 9, "per": "order" }""",
        "earning.caps[order]",
        Effect.Adverse
    )]
    public void A_change_of_earning_is_rated(string changedPath, string? json, string reportedPath, Effect effect) =>
        AssertChange(changedPath, json, reportedPath, effect);

    [Theory]
    [InlineData("from", "\"2027-01-09\"", Effect.Favourable)]
    [InlineData("from", "\"2027-01-11\"", Effect.Adverse)]
    [InlineData("from", null, Effect.Favourable)]
    [InlineData("to", "\"2027-01-21\"", Effect.Favourable)]
    [InlineData("to", "\"2027-01-19\"", Effect.Adverse)]
    [InlineData("yearly", """["01-15"]""", Effect.Adverse)]
    [InlineData("ageAtLeast", "59", Effect.Favourable)]
    [InlineData("ageAtLeast", "61", Effect.Adverse)]
    [InlineData("ageBelow", "91", Effect.Favourable)]
    [InlineData("ageBelow", "89", Effect.Adverse)]
    [InlineData("creditGrades", """["A", "B", "C"]""", Effect.Favourable)]
    [InlineData("creditGrades", """["A"]""", Effect.Adverse)]
    [InlineData("creditGrades", """["A", "C"]""", Effect.Adverse)]
    [InlineData("tiers", null, Effect.Favourable)]
    [InlineData("groups", """["h"]""", Effect.Adverse)]
    [InlineData("merchants", """["shop", "kiosk"]""", Effect.Favourable)]
    [InlineData("categories", """["tea"]""", Effect.Adverse)]
    [InlineData("anyTag", """["red", "blue"]""", Effect.Favourable)]
    [InlineData("channels", """["store"]""", Effect.Adverse)]
    [InlineData("spendAtLeastFen", "999", Effect.Favourable)]
    [InlineData("spendAtLeastFen", "1001", Effect.Adverse)]
    [InlineData("balanceAtLeast", null, Effect.Favourable)]
    [InlineData("balanceAtLeast", "51", Effect.Adverse)]
    [InlineData("on", null, Effect.Favourable)]
    [InlineData("on", "\"pet-birthday\"", Effect.Adverse)]
    [InlineData("affinity", null, Effect.Favourable)]
    [InlineData("affinity.shareAtLeast", "0.6", Effect.Adverse)]
    public void A_change_of_the_condition_of_a_benefit_is_rated(string field, string? json, Effect effect) =>
        AssertChange(
            $"earning.multipliers[0].when.{field}",
            json,
            $"earning.multipliers[double].when.{field.Split('.')[0]}",
            effect
        );

    [Theory]
    [InlineData("tiers", null, "tiers", Effect.Adverse)]
    [InlineData("tiers.window.months", "6", "tiers.window.months", Effect.Adverse)]
    [InlineData("tiers.levels[1].spendFen", "400000", "tiers.levels[gold].spendFen", Effect.Favourable)]
    [InlineData("tiers.levels[1].visits", "7", "tiers.levels[gold].visits", Effect.Adverse)]
    [InlineData("tiers.levels[1].times", null, "tiers.levels[gold].times", Effect.Adverse)]
    [InlineData("tiers.levels[1].perks", """["parking", "lounge"]""", "tiers.levels[gold].perks", Effect.Favourable)]
    [InlineData("tiers.levels[1].perks", null, "tiers.levels[gold].perks", Effect.Adverse)]
    [InlineData(
        "tiers.levels[2]",
        """{ "tier": "platinum", "spendFen": 900000, "visits": 9, "times": 1.5 }""",
        "tiers.levels[platinum]",
        Effect.Adverse
    )]
    [InlineData(
        "tiers.levels[2]",
        """{ "tier": "platinum", "spendFen": 900000, "visits": 9, "perks": ["parking"] }""",
        "tiers.levels[platinum]",
        Effect.Adverse
    )]
    [InlineData("tiers.levels[1]", null, "tiers.levels[gold]", Effect.Adverse)]
    [InlineData("perks[0].discount", "0.8", "perks[fresh-90].discount", Effect.Favourable)]
    [InlineData("perks[0].discount", "0.95", "perks[fresh-90].discount", Effect.Adverse)]
    [InlineData("perks[0].when.balanceAtLeast", "4000", "perks[fresh-90].when.balanceAtLeast", Effect.Favourable)]
    [InlineData("perks[0]", null, "perks[fresh-90]", Effect.Adverse)]
    [InlineData("actions[0].points", "19", "actions[share].points", Effect.Adverse)]
    [InlineData("actions[0].limit.times", "4", "actions[share].limit", Effect.Favourable)]
    [InlineData("actions[0].limit.per", "\"year\"", "actions[share].limit", Effect.Adverse)]
    [InlineData("actions[0].by", """["operator"]""", "actions[share].by", Effect.Adverse)]
    [InlineData("actions[0].on", null, "actions[share].on", Effect.Adverse)]
    [InlineData("actions[0]", null, "actions[share]", Effect.Adverse)]
    [InlineData(
        "actions[1]",
        """{ "action": "new", "points": 1, "limit": { "times": 1, "per": "day" } }""",
        "actions[new]",
        Effect.Favourable
    )]
    public void A_change_of_tiers_perks_and_actions_is_rated(
        string changedPath,
        string? json,
        string reportedPath,
        Effect effect
    ) => AssertChange(changedPath, json, reportedPath, effect);

    /// <summary>In the complete document, a multiplier and a grant are for gold members only.</summary>
    [Fact]
    public void A_new_level_that_gives_all_that_the_level_below_gives_is_favourable()
    {
        var before = CompleteDocument.Change(
            CompleteDocument.WithChange("earning.multipliers[0].when.tiers", null),
            "grants",
            null
        );
        var after = CompleteDocument.Change(
            before,
            "tiers.levels[2]",
            """{ "tier": "platinum", "spendFen": 900000, "visits": 9, "times": 2, "perks": ["parking"] }"""
        );

        Assert.Equal(
            [("tiers.levels[platinum]", Effect.Favourable)],
            RevisionComparison.Compare(before, after, Now).Select(it => (it.Path, it.Effect))
        );
    }
}
