namespace Points.Domain.Tests.Programmes.Disclosing;

/// <summary>
/// For each field of a programme document, a change of it that members can read about, or the reason why the terms say
/// nothing of it.
/// </summary>
internal static class DisclosedFields
{
    /// <summary>A pattern ends with <c>*</c> for all fields that begin like it.</summary>
    public static readonly (string Field, string Why)[] NotDisclosed =
    [
        ("programmeId", "an id of the API; members read the name"),
        ("merchants[].merchantId", "an id of the API; members read the name"),
        ("rewards[].rewardId", "an id of the API; members read the name"),
        ("rewards[].category", "the operator's own category, which decides nothing for members"),
        ("rewards[].cashProduct.priceFen", "what others pay in cash; the reward's worth is shown"),
        ("rewards[].cashProduct.restrictions*", "they are at least as strict as the reward's own, which are shown"),
        ("earning.base[].id", "an id for explanations; a cap that names it shows it"),
        ("earning.multipliers[].id", "an id for explanations; a cap that names it shows it"),
        ("earning.bonuses[].id", "an id for explanations; a cap that names it shows it"),
        ("earning.caps[].id", "an id for explanations"),
        ("tiers.levels[].tier", "an id of the API; members read the name"),
        ("rewards[].price.discounts[].id", "an id for the comparison of revisions"),
        ("perks[].id", "an id for explanations"),
        ("actions[].action", "an id of the API; members read the name"),
        ("actions[].kind", "what an action is for the law; its name says it to members"),
        ("grants[].id", "an id of the API; members read the name"),
        ("grants[].merchantId", "which merchant pays for it; for the member it is the same"),
        ("actions[].merchantId", "which merchant pays for the points; for the member they are the same"),
        ("budget.adjustments.merchantId", "which merchant pays for the points; for the member they are the same"),
        ("budget.openings.capPoints", "nobody has a right to it; that balances are taken over is said"),
        ("settlement.*", "what merchants pay each other"),
    ];

    public static readonly FieldChange[] Changes =
    [
        .. DisclosedConditions.ListAll(),
        FieldChange.Of("name.zh", "\"大店\""),
        FieldChange.Of("issuer.name", "\"Other Co.\""),
        FieldChange.Of("issuer.telecomLicence.number", "\"B2-2\""),
        FieldChange.Of("issuer.filings[1].validUntil", "\"2036-01-01\""),
        FieldChange.Of("merchants[1].honours", "true"),
        FieldChange.Of("validity.months", "12"),
        FieldChange.Of("validity.monthEnd", "false"),
        FieldChange.Of("validity.appliesToEarned", "true"),
        FieldChange.Of("budget.capPoints", "999"),
        FieldChange.Of("budget.period", "\"year\""),
        FieldChange.Of("budget.adjustments.capPoints", "41"),
        FieldChange.Of("budget.grants.capPoints", "61"),
        FieldChange.Of("earning.pendingDays", "14"),
        FieldChange.Of("earning.lateDays", "30"),
        FieldChange.Of("earning.stacking", "\"multiply\""),
        FieldChange.Of("earning.refundsFrom", "\"own-lot\""),
        FieldChange.Of("earning.orderScope", "\"member\""),
        FieldChange.Of("earning.base[1].pointsPerYuan", "0.5"),
        FieldChange.Of("earning.multipliers[0].times", "3"),
        FieldChange.Of("earning.bonuses[0].points", "60"),
        FieldChange.Of("earning.bonuses[0].per", "\"line\""),
        FieldChange.Of("earning.caps[0].points", "600"),
        FieldChange.Of("earning.caps[0].per", "\"month\""),
        FieldChange.Of("earning.caps[0].rules", """["double"]"""),
        FieldChange.Of("tiers.window.months", "6"),
        FieldChange.Of("tiers.levels[1].spendFen", "400000"),
        FieldChange.Of("tiers.levels[1].visits", "7"),
        FieldChange.Of("tiers.levels[1].times", "2"),
        FieldChange.Of("tiers.levels[1].perks", """["lounge"]"""),
        FieldChange.Of("rewards[0].price.points", "501"),
        FieldChange.Of("rewards[0].worthFen", "300"),
        FieldChange.Of("rewards[0].price.windows[0].points", "499"),
        FieldChange.Of("rewards[0].price.windows[0].to", "\"2027-08-14\""),
        FieldChange.Of("rewards[0].price.discounts[0].discount", "0.95"),
        FieldChange.Of("rewards[0].price.bounds.highest", "700"),
        FieldChange.Of("rewards[0].stock", "99"),
        FieldChange.Of("rewards[0].limits.perMember", "3"),
        FieldChange.Of("rewards[0].onSaleFrom", "\"2027-01-21T10:01:00+08:00\""),
        FieldChange.Of("rewards[0].headStart.hours", "23"),
        FieldChange.Of("rewards[0].compensationRate", "0.2"),
        FieldChange.Of("compensation.capPoints", "101"),
        FieldChange.Of("compensation.period", "\"year\""),
        FieldChange.Of("compensation.perMember.times", "3"),
        FieldChange.Of("compensation.perMember.per", "\"year\""),
        FieldChange.Of("rewards[0].restrictions.admission.to", "\"18:30\""),
        FieldChange.Of("rewards[0].restrictions.weekdays", """["mon", "tue", "sun"]"""),
        FieldChange.Of("rewards[0].restrictions.blackout[0].to", "\"2027-10-02\""),
        FieldChange.Of("rewards[1].price.pointsPerYuan", "110"),
        FieldChange.Of("rewards[1].price.minimumPoints", "200"),
        FieldChange.Of("rewards[1].validDays", "60"),
        FieldChange.Of("rewards[2].minimumBillFen", "3000"),
        FieldChange.Of("rewards[3].maximumOffsetFen", "4000"),
        FieldChange.Of("perks[0].discount", "0.8"),
        FieldChange.Of("actions[0].points", "21"),
        FieldChange.Of("actions[0].limit.times", "4"),
        FieldChange.Of("actions[0].limit.per", "\"year\""),
        FieldChange.Of("actions[0].on", "\"pet-birthday\""),
        FieldChange.Of("family.pointsPerMonth", "4000"),
        FieldChange.Of("notices.channels", """["push"]"""),
        FieldChange.Of("notices.quietHours.from", "\"21:00\""),
        FieldChange.Of("notices.quietHours.to", "\"22:00\""),
        FieldChange.Of("name.en", "\"Big shop\""),
        FieldChange.Of("issuer.creditCode", "\"91310000MA1K00001B\""),
        FieldChange.Of("issuer.telecomLicence.validUntil", "\"2036-01-01\""),
        FieldChange.Of("issuer.filings[1].number", "\"9\""),
        FieldChange.Of("timeZone", "\"Asia/Tokyo\""),
        FieldChange.Of("merchants[1].name.zh", "\"铺\""),
        FieldChange.Of("merchants[1].name.en", "\"Stall\""),
        FieldChange.Of("merchants[1].issues", "false"),
        FieldChange.Of("valueGuaranteed", "true"),
        FieldChange.Of("rewards[1].name.zh", "\"礼券\""),
        FieldChange.Of("rewards[1].name.en", "\"Gift voucher\""),
        FieldChange.Of("rewards[1].merchantId", null) with
        {
            Given = ("merchants[1].honours", "true"),
        },
        FieldChange.Of("rewards[0].limits.per", "\"year\""),
        FieldChange.Of("rewards[0].price.windows[0].from", "\"2027-06-14\""),
        FieldChange.Of("rewards[0].price.bounds.lowest", "440"),
        FieldChange.Of("rewards[0].restrictions.admission.from", "\"09:00\""),
        FieldChange.Of("rewards[0].restrictions.blackout[0].from", "\"2027-09-30\""),
        FieldChange.Of("contact.phone", "\"400-820-0001\""),
        FieldChange.Of("contact.email", "\"help@shop.example\""),
        FieldChange.Of("contact.answerDays", "10"),
        FieldChange.Of("labels[0].id", "\"vip\""),
        FieldChange.Of("labels[0].name.zh", "\"停车\""),
        FieldChange.Of("labels[0].name.en", "\"parking\""),
        FieldChange.Of("actions[0].by", """["operator"]"""),
        FieldChange.Of("issuer.kind", "\"bank\""),
        FieldChange.Of("issuer.filings[1].kind", "\"another-filing\""),
        new("validity.kind", "validity", """{ "kind": "lifetime" }"""),
        new(
            "validity.on",
            "validity",
            """{ "kind": "fixed-date", "on": "2030-06-30" }""",
            """{ "kind": "fixed-date", "on": "2030-12-31" }"""
        ),
        FieldChange.Of("rewards[3].kind", "\"voucher\"") with
        {
            Given = ("rewards[3].maximumOffsetFen", null),
        },
        new(
            "tiers.levels[].name.zh",
            "tiers.levels[1].name",
            """{ "zh": "黄金卡", "en": "Gold" }""",
            """{ "zh": "金卡", "en": "Gold" }"""
        ),
        new(
            "actions[].name.zh",
            "actions[0].name",
            """{ "zh": "黄金卡", "en": "Gold" }""",
            """{ "zh": "金卡", "en": "Gold" }"""
        ),
        new(
            "rewards[].restrictions.notes[].zh",
            "rewards[0].restrictions.notes",
            """[{ "zh": "黄金卡", "en": "Gold" }]""",
            """[{ "zh": "金卡", "en": "Gold" }]"""
        ),
        new(
            "tiers.levels[].name.en",
            "tiers.levels[1].name",
            """{ "zh": "金卡", "en": "Golden" }""",
            """{ "zh": "金卡", "en": "Gold" }"""
        ),
        new(
            "actions[].name.en",
            "actions[0].name",
            """{ "zh": "金卡", "en": "Golden" }""",
            """{ "zh": "金卡", "en": "Gold" }"""
        ),
        new(
            "rewards[].restrictions.notes[].en",
            "rewards[0].restrictions.notes",
            """[{ "zh": "金卡", "en": "Golden" }]""",
            """[{ "zh": "金卡", "en": "Gold" }]"""
        ),
        new(
            "rewards[].price.windows[].yearly",
            "rewards[0].price.windows[0]",
            """{ "points": 490, "yearly": ["06-07"] }""",
            """{ "points": 490, "yearly": ["06-06"] }"""
        ),
        new(
            "rewards[].restrictions.blackout[].yearly",
            "rewards[0].restrictions.blackout[0]",
            """{ "yearly": ["10-02"] }""",
            """{ "yearly": ["10-01"] }"""
        ),
        new(
            "rewards[].price.windows[].pointsPerYuan",
            "rewards[1].price.windows",
            """[{ "pointsPerYuan": 80, "yearly": ["06-06"] }]""",
            """[{ "pointsPerYuan": 90, "yearly": ["06-06"] }]"""
        ),
        new(
            "rewards[].price.windows[].worthFen",
            "rewards[1].price.windows",
            """[{ "points": 1000, "worthFen": 4000, "yearly": ["06-06"] }]""",
            """[{ "points": 1000, "worthFen": 3000, "yearly": ["06-06"] }]"""
        ),
        new("rewards[].hold.maxHours", "rewards[0].hold", """{ "maxHours": 10 }""", """{ "maxHours": 12 }"""),
        new("rewards[].hold.maxPieces", "rewards[0].hold", """{ "maxPieces": 2 }""", """{ "maxPieces": 1 }"""),
        FieldChange.Of("grants[0].points", "30"),
        FieldChange.Of("grants[0].limit.times", "2"),
        FieldChange.Of("grants[0].limit.per", "\"month\""),
        new(
            "grants[].name.zh",
            "grants[0].name",
            """{ "zh": "金卡好礼", "en": "Gift" }""",
            """{ "zh": "金卡礼", "en": "Gift" }"""
        ),
        new(
            "grants[].name.en",
            "grants[0].name",
            """{ "zh": "金卡礼", "en": "Gold gift" }""",
            """{ "zh": "金卡礼", "en": "Gift" }"""
        ),
        new(
            "grants[].rewardId",
            "grants[0]",
            """{ "id": "gift", "rewardId": "coupon", "limit": { "times": 1, "per": "year" } }""",
            """{ "id": "gift", "points": 20, "limit": { "times": 1, "per": "year" } }"""
        ),
    ];
}
