using System.Text.Json;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;

namespace Points.Domain.Tests.Programmes.Disclosing;

/// <summary>
/// The terms text is written from what the engine runs: every change that affects members shows in it.
/// </summary>
public sealed class DisclosureTests
{
    private static readonly ProgrammeTerms Terms = Read(JsonDocument.Parse(CompleteDocument.Document).RootElement);

    [Theory]
    [InlineData("name.zh", "\"大店\"")]
    [InlineData("issuer.name", "\"Other Co.\"")]
    [InlineData("issuer.telecomLicence.number", "\"B2-2\"")]
    [InlineData("issuer.filings[1].validUntil", "\"2036-01-01\"")]
    [InlineData("merchants[1].honours", "true")]
    [InlineData("validity.months", "12")]
    [InlineData("validity.monthEnd", "false")]
    [InlineData("validity.appliesToEarned", "true")]
    [InlineData("validity", """{ "kind": "lifetime" }""")]
    [InlineData("budget.capPoints", "999")]
    [InlineData("budget.period", "\"year\"")]
    [InlineData("earning.pendingDays", "14")]
    [InlineData("earning.lateDays", "30")]
    [InlineData("earning.stacking", "\"multiply\"")]
    [InlineData("earning.refundsFrom", "\"own-lot\"")]
    [InlineData("earning.orderScope", "\"member\"")]
    [InlineData("earning.base[1].pointsPerYuan", "0.5")]
    [InlineData("earning.base[0].when.categories", """["drink"]""")]
    [InlineData("earning.multipliers[0].times", "3")]
    [InlineData("earning.multipliers[0].when.from", "\"2027-01-11\"")]
    [InlineData("earning.multipliers[0].when.to", "\"2027-01-21\"")]
    [InlineData("earning.multipliers[0].when.yearly", """["01-15"]""")]
    [InlineData("earning.multipliers[0].when.on", "\"pet-birthday\"")]
    [InlineData("earning.multipliers[0].when.ageAtLeast", "59")]
    [InlineData("earning.multipliers[0].when.ageBelow", "91")]
    [InlineData("earning.multipliers[0].when.creditGrades", """["A"]""")]
    [InlineData("earning.multipliers[0].when.tiers", """["silver"]""")]
    [InlineData("earning.multipliers[0].when.groups", """["h"]""")]
    [InlineData("earning.multipliers[0].when.merchants", """["kiosk"]""")]
    [InlineData("earning.multipliers[0].when.channels", """["store"]""")]
    [InlineData("earning.multipliers[0].when.categories", """["tea"]""")]
    [InlineData("earning.multipliers[0].when.anyTag", """["blue"]""")]
    [InlineData("earning.multipliers[0].when.spendAtLeastFen", "2000")]
    [InlineData("earning.multipliers[0].when.balanceAtLeast", "60")]
    [InlineData("earning.multipliers[0].when.affinity.shareAtLeast", "0.6")]
    [InlineData("earning.multipliers[0].when.affinity.ofLastLines", "30")]
    [InlineData("earning.bonuses[0].points", "60")]
    [InlineData("earning.bonuses[0].per", "\"line\"")]
    [InlineData("earning.caps[0].points", "600")]
    [InlineData("earning.caps[0].per", "\"month\"")]
    [InlineData("earning.caps[0].rules", """["double"]""")]
    [InlineData("grants[0].points", "30")]
    [InlineData("grants[0].limit.per", "\"month\"")]
    [InlineData("grants[0].when.tiers", """["silver"]""")]
    [InlineData("tiers.window.months", "6")]
    [InlineData("tiers.levels[1].spendFen", "400000")]
    [InlineData("tiers.levels[1].visits", "7")]
    [InlineData("tiers.levels[1].times", "2")]
    [InlineData("tiers.levels[1].perks", """["lounge"]""")]
    [InlineData("rewards[0].price.points", "501")]
    [InlineData("rewards[0].worthFen", "300")]
    [InlineData("rewards[0].price.windows[0].points", "499")]
    [InlineData("rewards[0].price.windows[0].to", "\"2027-08-14\"")]
    [InlineData("rewards[0].price.discounts[0].discount", "0.95")]
    [InlineData("rewards[0].price.bounds.highest", "700")]
    [InlineData("rewards[0].stock", "99")]
    [InlineData("rewards[0].limits.perMember", "3")]
    [InlineData("rewards[0].hold", """{ "maxHours": 12 }""")]
    [InlineData("rewards[0].hold", """{ "maxPieces": 1 }""")]
    [InlineData("rewards[1].hold", """{ "maxHours": 24 }""")]
    [InlineData("rewards[0].eligible.ageAtLeast", "21")]
    [InlineData("rewards[0].onSaleFrom", "\"2027-01-21T10:01:00+08:00\"")]
    [InlineData("rewards[0].headStart.hours", "23")]
    [InlineData("rewards[0].compensationRate", "0.2")]
    [InlineData("compensation.capPoints", "101")]
    [InlineData("compensation.period", "\"year\"")]
    [InlineData("compensation.perMember.times", "3")]
    [InlineData("compensation.perMember.per", "\"year\"")]
    [InlineData("compensation", null)]
    [InlineData("rewards[0].restrictions.admission.to", "\"18:30\"")]
    [InlineData("rewards[0].restrictions.weekdays", """["mon", "tue", "sun"]""")]
    [InlineData("rewards[0].restrictions.blackout[0].to", "\"2027-10-02\"")]
    [InlineData("rewards[1].price.pointsPerYuan", "110")]
    [InlineData("rewards[1].price.minimumPoints", "200")]
    [InlineData("rewards[1].validDays", "60")]
    [InlineData("rewards[2].minimumBillFen", "3000")]
    [InlineData("rewards[3].maximumOffsetFen", "4000")]
    [InlineData("perks[0].discount", "0.8")]
    [InlineData("perks[0].when.balanceAtLeast", "4000")]
    [InlineData("actions[0].points", "21")]
    [InlineData("actions[0].limit.times", "4")]
    [InlineData("actions[0].limit.per", "\"year\"")]
    [InlineData("actions[0].on", "\"pet-birthday\"")]
    [InlineData("family.pointsPerMonth", "4000")]
    [InlineData("notices.channels", """["push"]""")]
    [InlineData("notices.quietHours.from", "\"21:00\"")]
    [InlineData("notices.quietHours.to", "\"22:00\"")]
    [InlineData("notices.quietHours", null)]
    public void A_change_of_the_document_changes_the_text_in_both_languages(string changedPath, string? json)
    {
        var changed = Disclosure.Create(Read(CompleteDocument.WithChange(changedPath, json)));

        Assert.NotEqual(Text(Disclosure.Create(Terms), item => item.Zh), Text(changed, item => item.Zh));
        if (changedPath != "name.zh")
            Assert.NotEqual(Text(Disclosure.Create(Terms), item => item.En), Text(changed, item => item.En));
    }

    [Fact]
    public void Every_sentence_is_written_in_both_languages()
    {
        var items = Disclosure
            .Create(Terms)
            .Sections.SelectMany(section => section.Items.Prepend(section.Title))
            .ToArray();

        Assert.True(items.Length > 40);
        Assert.All(
            items,
            item => Assert.EndsWith(item.Zh.EndsWith('。') ? "." : item.En, item.En, StringComparison.Ordinal)
        );
        Assert.All(items, item => Assert.DoesNotMatch("[\u4e00-\u9fff]", item.En));
    }

    [Fact]
    public void Rates_and_their_conditions_are_written_as_plain_sentences()
    {
        var earning = Disclosure
            .Create(
                Read(
                    CompleteDocument.WithChange(
                        "earning.multipliers[0].when",
                        """{ "from": "2027-03-15", "to": "2027-03-21", "ageAtLeast": 60 }"""
                    )
                )
            )
            .Sections.Single(section => section.Id == "earning");

        Assert.Contains(
            new(
                "2倍积分（2027年3月15日至2027年3月21日（含首尾两日）；服务使用日或购买日年满60周岁的会员）。",
                "2 times the points (from 15 March 2027 to 21 March 2027, both included;"
                    + " members aged 60 or over on the day of service, or otherwise on the day of purchase)."
            ),
            earning.Items
        );
        Assert.Contains(new("现金实付每1元积1分。", "1 point for each ¥1 paid in cash."), earning.Items);
    }

    [Theory]
    [InlineData(
        "\"spendFen\": 500000, \"visits\": 6",
        "近12个月现金消费满¥5,000且消费满6次",
        "¥5,000 spent in cash and 6 purchases in the last 12 months"
    )]
    [InlineData("\"spendFen\": 100000", "近12个月现金消费满¥1,000", "¥1,000 spent in cash in the last 12 months")]
    [InlineData("\"visits\": 1", "近12个月消费满1次", "1 purchase in the last 12 months")]
    public void A_tier_names_only_the_thresholds_it_has(string thresholds, string zh, string en)
    {
        var level = $"{{ \"tier\": \"gold\", {thresholds} }}";

        var tiers = Disclosure
            .Create(Read(CompleteDocument.WithChange("tiers.levels[1]", level)))
            .Sections.Single(section => section.Id == "tiers");

        Assert.Contains(new($"gold：{zh}。", $"gold: {en}."), tiers.Items);
    }

    [Fact]
    public void A_single_point_or_time_is_singular_in_English()
    {
        var actions = Disclosure
            .Create(
                Read(
                    CompleteDocument.WithChange(
                        "actions[0]",
                        """{ "action": "share", "points": 1, "limit": { "times": 1, "per": "month" } }"""
                    )
                )
            )
            .Sections.Single(section => section.Id == "actions");

        Assert.Equal(
            [new BilingualName("share：每次1分，每月最多1次。", "share: 1 point, at most once per calendar month.")],
            actions.Items
        );
    }

    private static string Text(Disclosure it, Func<BilingualName, string> language) =>
        string.Join('\n', it.Sections.SelectMany(section => section.Items).Prepend(it.Title).Select(language));

    private static ProgrammeTerms Read(JsonElement document)
    {
        var read = CompleteDocument.Read(document);
        return read.TryGetValue(out var terms) ? terms : throw new InvalidDataException(read.Errors.ToString());
    }
}
