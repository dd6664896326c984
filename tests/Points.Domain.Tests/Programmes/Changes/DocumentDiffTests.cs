using System.Text.Json;
using Points.Domain.Programmes.Changes;

namespace Points.Domain.Tests.Programmes.Changes;

/// <summary>What every kind of change means for members (law L2).</summary>
public sealed class DocumentDiffTests
{
    private static readonly JsonElement Before = JsonDocument.Parse(CompleteDocument.Document).RootElement;

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
    [InlineData("budget.capPoints", "999", "budget.capPoints", Effect.Adverse)]
    [InlineData("budget.capPoints", "1001", "budget.capPoints", Effect.Favourable)]
    [InlineData("budget.period", "\"year\"", "budget.period", Effect.Adverse)]
    [InlineData("settlement.platformFeeRate", "0.5", "settlement.platformFeeRate", Effect.Neutral)]
    [InlineData("notices.channels", """["sms", "push"]""", "notices.channels", Effect.Favourable)]
    [InlineData("notices.channels", """["push"]""", "notices.channels", Effect.Adverse)]
    [InlineData("notices.quietHours.from", "\"21:00\"", "notices.quietHours", Effect.Favourable)]
    [InlineData("notices.quietHours.to", "\"07:29\"", "notices.quietHours", Effect.Adverse)]
    [InlineData("notices.quietHours.to", "\"22:00\"", "notices.quietHours", Effect.Adverse)]
    [InlineData("notices.quietHours", null, "notices.quietHours", Effect.Favourable)]
    [InlineData("family.pointsPerMonth", "4999", "family.pointsPerMonth", Effect.Adverse)]
    [InlineData("family", null, "family", Effect.Adverse)]
    public void Of_the_programme(string place, string? json, string path, Effect effect) =>
        AssertChange(place, json, path, effect);

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
        Effect.Adverse
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
    public void Of_earning(string place, string? json, string path, Effect effect) =>
        AssertChange(place, json, path, effect);

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
    public void Of_when_a_benefit_applies(string field, string? json, Effect effect) =>
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
        """{ "tier": "platinum", "spendFen": 900000, "visits": 9 }""",
        "tiers.levels[platinum]",
        Effect.Favourable
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
    [InlineData("actions[0].on", null, "actions[share].on", Effect.Favourable)]
    [InlineData("actions[0]", null, "actions[share]", Effect.Adverse)]
    [InlineData(
        "actions[1]",
        """{ "action": "new", "points": 1, "limit": { "times": 1, "per": "day" } }""",
        "actions[new]",
        Effect.Favourable
    )]
    public void Of_tiers_perks_and_actions(string place, string? json, string path, Effect effect) =>
        AssertChange(place, json, path, effect);

    [Theory]
    [InlineData("rewards[0]", null, "rewards[box]", Effect.Adverse)]
    [InlineData(
        "rewards[4]",
        """{ "rewardId": "new", "kind": "goods", "name": { "zh": "新", "en": "New" }, "price": { "points": 1 } }""",
        "rewards[new]",
        Effect.Favourable
    )]
    [InlineData("rewards[0].kind", "\"service\"", "rewards[box].kind", Effect.Adverse)]
    [InlineData("rewards[0].name.zh", "\"箱\"", "rewards[box].name.zh", Effect.Neutral)]
    [InlineData("rewards[0].merchantId", null, "rewards[box].merchantId", Effect.Adverse)]
    [InlineData("rewards[0].price.points", "490", "rewards[box].price.points", Effect.Favourable)]
    [InlineData("rewards[0].price.points", "510", "rewards[box].price.points", Effect.Adverse)]
    [InlineData("rewards[1].price.pointsPerYuan", "90", "rewards[voucher].price.pointsPerYuan", Effect.Favourable)]
    [InlineData("rewards[1].price.minimumPoints", "200", "rewards[voucher].price.minimumPoints", Effect.Adverse)]
    [InlineData("rewards[1].price.minimumPoints", null, "rewards[voucher].price.minimumPoints", Effect.Favourable)]
    [InlineData(
        "rewards[0].price.windows[0].points",
        "450",
        "rewards[box].price.windows[2027-06-15].points",
        Effect.Favourable
    )]
    [InlineData(
        "rewards[0].price.windows[1]",
        """{ "points": 400, "yearly": ["06-06"] }""",
        "rewards[box].price.windows[06-06]",
        Effect.Favourable
    )]
    [InlineData(
        "rewards[0].price.windows[1]",
        """{ "points": 600, "from": "2027-12-01", "to": "2027-12-31" }""",
        "rewards[box].price.windows[2027-12-01]",
        Effect.Adverse
    )]
    [InlineData("rewards[0].price.discounts[0]", null, "rewards[box].price.discounts[good]", Effect.Adverse)]
    [InlineData(
        "rewards[0].price.discounts[0].discount",
        "0.8",
        "rewards[box].price.discounts[good].discount",
        Effect.Favourable
    )]
    [InlineData("rewards[0].price.bounds.highest", "700", "rewards[box].price.bounds.highest", Effect.Adverse)]
    [InlineData("rewards[0].price.bounds", null, "rewards[box].price.bounds", Effect.Favourable)]
    [InlineData("rewards[0].worthFen", "300", "rewards[box].worthFen", Effect.Adverse)]
    [InlineData("rewards[0].stock", "90", "rewards[box].stock", Effect.Adverse)]
    [InlineData("rewards[0].stock", null, "rewards[box].stock", Effect.Favourable)]
    [InlineData("rewards[0].limits.perMember", "3", "rewards[box].limits", Effect.Favourable)]
    [InlineData("rewards[0].limits", null, "rewards[box].limits", Effect.Favourable)]
    [InlineData("rewards[1].limits", """{ "perMember": 9, "per": "day" }""", "rewards[voucher].limits", Effect.Adverse)]
    [InlineData("rewards[0].eligible.ageAtLeast", "16", "rewards[box].eligible.ageAtLeast", Effect.Favourable)]
    [InlineData("rewards[1].eligible", """{ "tiers": ["gold"] }""", "rewards[voucher].eligible", Effect.Adverse)]
    [InlineData("rewards[0].onSaleFrom", "\"2027-01-22T10:00:00+08:00\"", "rewards[box].onSaleFrom", Effect.Adverse)]
    [InlineData("rewards[0].headStart.hours", "48", "rewards[box].headStart.hours", Effect.Adverse)]
    [InlineData("rewards[1].validDays", "60", "rewards[voucher].validDays", Effect.Adverse)]
    [InlineData("rewards[2].minimumBillFen", "1000", "rewards[coupon].minimumBillFen", Effect.Favourable)]
    [InlineData("rewards[3].maximumOffsetFen", "4000", "rewards[offset].maximumOffsetFen", Effect.Adverse)]
    [InlineData("rewards[0].compensationRate", "0.05", "rewards[box].compensationRate", Effect.Adverse)]
    [InlineData(
        "rewards[0].restrictions.admission.from",
        "\"09:00\"",
        "rewards[box].restrictions.admission.from",
        Effect.Adverse
    )]
    [InlineData(
        "rewards[0].restrictions.weekdays",
        """["mon"]""",
        "rewards[box].restrictions.weekdays",
        Effect.Adverse
    )]
    [InlineData(
        "rewards[0].restrictions.blackout[0]",
        null,
        "rewards[box].restrictions.blackout[2027-10-01]",
        Effect.Favourable
    )]
    [InlineData("rewards[0].cashProduct.priceFen", "600", "rewards[box].cashProduct.priceFen", Effect.Neutral)]
    public void Of_rewards(string place, string? json, string path, Effect effect) =>
        AssertChange(place, json, path, effect);

    [Theory]
    [InlineData("timeZone", "\"Asia/Shanghai\"")]
    [InlineData("merchants[1].honours", "false")]
    [InlineData("earning.pendingDays", "0")]
    [InlineData("earning.multipliers[0].when.creditGrades", """["B", "A"]""")]
    [InlineData("rewards[3].price.minimumPoints", "1")]
    [InlineData("rewards[1].eligible", "{}")]
    public void To_say_the_same_in_other_words_is_no_change(string place, string json) =>
        Assert.Empty(DocumentDiff.FindChanges(Before, CompleteDocument.WithChange(place, json)));

    [Fact]
    public void The_order_of_base_rates_and_tiers_is_meaning_and_that_of_other_lists_is_none()
    {
        var (rates, rewards) = (
            System.Text.Json.Nodes.JsonNode.Parse(CompleteDocument.Document)!,
            System.Text.Json.Nodes.JsonNode.Parse(CompleteDocument.Document)!
        );
        Reverse(rates["earning"]!["base"]!.AsArray());
        Reverse(rewards["rewards"]!.AsArray());

        Assert.Equal(
            [("earning.base", Effect.Adverse)],
            DocumentDiff
                .FindChanges(Before, JsonSerializer.SerializeToElement(rates))
                .Select(change => (change.Path, change.Effect))
        );
        Assert.Empty(DocumentDiff.FindChanges(Before, JsonSerializer.SerializeToElement(rewards)));

        static void Reverse(System.Text.Json.Nodes.JsonArray list)
        {
            var items = list.ToArray();
            list.Clear();
            foreach (var item in items.Reverse())
                list.Add(item);
        }
    }

    private static void AssertChange(string place, string? json, string path, Effect effect) =>
        Assert.Equal(
            [(path, effect)],
            DocumentDiff
                .FindChanges(Before, CompleteDocument.WithChange(place, json))
                .Select(change => (change.Path, change.Effect))
        );
}
