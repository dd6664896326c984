using System.Text.Json;

namespace Points.Domain.Tests.Programmes.Validating;

/// <summary>No reward is money or can be turned into money, whatever it is called (law L8).</summary>
public sealed class ProhibitedRewardTests
{
    [Theory]
    [InlineData("rewards[2].kind", "\"cash\"", "rewards[2].kind")]
    [InlineData("rewards[1].kind", "\"prepaid-card\"", "rewards[1].kind")]
    [InlineData("rewards[1].kind", "\"gift-card\"", "rewards[1].kind")]
    [InlineData("rewards[1].kind", "\"securities\"", "rewards[1].kind")]
    [InlineData("rewards[1].kind", "\"transfer\"", "rewards[1].kind")]
    [InlineData("rewards[1].kind", "\"virtual-currency\"", "rewards[1].kind")]
    [InlineData("rewards[1].kind", "\"Gift Card\"", "rewards[1].kind")]
    [InlineData("rewards[1].kind", "\"red-packet\"", "rewards[1].kind")]
    [InlineData("rewards[1].category", "\"gift-card\"", "rewards[1].category")]
    [InlineData("rewards[1].name", """{ "zh": "现金", "en": "Cash" }""", "rewards[1].name")]
    [InlineData("rewards[1].name", """{ "zh": "超市购物卡", "en": "Supermarket card" }""", "rewards[1].name")]
    [InlineData("rewards[1].rewardId", "\"cash-back\"", "rewards[1].rewardId")]
    [InlineData("rewards[1].rewardId", "\"giftCard_100\"", "rewards[1].rewardId")]
    [InlineData("tiers.levels[1].perks", """["cash-back"]""", "tiers.levels[1].perks[0]")]
    [InlineData("grants[0].name", """{ "zh": "微信红包", "en": "A gift for you" }""", "grants[0].name")]
    [InlineData("grants[0].id", "\"gift-card\"", "grants[0].id")]
    [InlineData(
        "labels",
        """[{ "id": "parking", "name": { "zh": "每月现金", "en": "free parking" } }]""",
        "labels[0].name"
    )]
    [InlineData(
        "rewards[1].restrictions",
        """{ "notes": [ { "zh": "三日内转账到账", "en": "Paid in three days" } ] }""",
        "rewards[1].restrictions.notes[0]"
    )]
    public void Money_is_refused_wherever_the_document_names_it(string changedPath, string json, string reportedPath)
    {
        var violation = Assert.Single(LegalChecksTests.ViolationsOf(CompleteDocument.WithChange(changedPath, json)));

        Assert.Equal((reportedPath, true), (violation.Path, violation.IsProhibitedReward));
    }

    [Theory]
    [InlineData("银行转账")]
    [InlineData("Alipay balance")]
    [InlineData("JD E-card")]
    [InlineData("微信红包")]
    [InlineData("Fuel card")]
    [InlineData("Gift  card")]
    [InlineData("Q币")]
    [InlineData("黄金10克")]
    [InlineData("G i f t-c a r d")]
    [InlineData("GiftCards")]
    [InlineData("mygiftcard")]
    [InlineData("ＧＩＦＴ　ＣＡＲＤ")]
    [InlineData("Gift\u200bCard")]
    [InlineData("Gi\u00adft\u2060 card")]
    [InlineData("Gíft càrd")]
    [InlineData("Gіft саrd")] // With Cyrillic letters.
    [InlineData("𝐆𝐢𝐟𝐭 Ⓒⓐⓡⓓ")]
    [InlineData("WeChat Pay")]
    [InlineData("支付宝余额")]
    [InlineData("支 付 宝 立减")]
    [InlineData("支付寶餘額")]
    [InlineData("微信支付零钱")]
    [InlineData("话费充值50元")]
    [InlineData("加油卡")]
    [InlineData("中石化加油卡")]
    [InlineData("京东E卡")]
    [InlineData("京东 e 卡 100元")]
    [InlineData("Ｑ幣 100")]
    [InlineData("金条")]
    [InlineData("金條 5g")]
    [InlineData("足金 1 克")]
    [InlineData("10克黄金")]
    [InlineData("0.5 g gold")]
    [InlineData("Gold 10g")]
    [InlineData("10 g of gold")]
    [InlineData("Gold bar")]
    [InlineData("Bullion")]
    [InlineData("USDT")]
    [InlineData("Bitcoin 0.001")]
    [InlineData("数字人民币")]
    [InlineData("e-CNY")]
    [InlineData("理财产品")]
    [InlineData("货币基金")]
    [InlineData("余额")]
    [InlineData("账户余额")]
    [InlineData("Phone top-up")]
    [InlineData("Top-up 100")]
    [InlineData("Mobile topup")]
    [InlineData("PayPal")]
    [InlineData("pay-pal credit")]
    [InlineData("Steam wallet")]
    [InlineData("Steam 钱包充值")]
    [InlineData("Apple Gift-Card")]
    [InlineData("Prepaid  VISA")]
    [InlineData("Red packet")]
    [InlineData("新春红包")]
    [InlineData("購物卡")]
    [InlineData("禮品卡")]
    [InlineData("储值100元")]
    [InlineData("信用卡还款")]
    [InlineData("现金100元")]
    [InlineData("现金奖励")]
    [InlineData("现金红包")]
    [InlineData("人民币100元")]
    [InlineData("100 yuan in cash")]
    [InlineData("Cash prize")]
    [InlineData("Cash at the counter")]
    [InlineData("Panda gold coins")]
    [InlineData("Cash-back")]
    [InlineData("Bank  transfer")]
    [InlineData("提現")]
    [InlineData("Bonds")]
    [InlineData("国债")]
    [InlineData("股 票")]
    [InlineData("Lottery ticket")]
    [InlineData("彩票")]
    public void A_name_of_money_is_recognised_however_it_is_written(string name)
    {
        Assert.Equal(["rewards[0].name"], PathsWithNames(name, "Box"));
        Assert.Equal(["rewards[0].name"], PathsWithNames("盒", name));
    }

    [Theory]
    [InlineData("100元")]
    [InlineData("¥100")]
    [InlineData("100 yuan")]
    [InlineData("$ 5")]
    public void An_amount_is_no_name_of_goods_but_of_a_voucher(string name)
    {
        Assert.Equal(["rewards[0].name"], PathsWithNames(name, "Box"));
        Assert.Empty(PathsWithNames("券", name, reward: 1));
    }

    [Theory]
    [InlineData("golden retriever food")]
    [InlineData("Gold member lounge")]
    [InlineData("Gold kiwi 500 g")]
    [InlineData("Marigold 10 g tea")]
    [InlineData("Bond Street tea")]
    [InlineData("Chocolate gold coins")]
    [InlineData("Cash voucher")]
    [InlineData("Toy cash register")]
    [InlineData("No-threshold cash voucher")]
    [InlineData("Card wallet (leather)")]
    [InlineData("Leather wallet")]
    [InlineData("Cashmere scarf")]
    [InlineData("Cashew nuts 200 g")]
    [InlineData("New Balance shoes")]
    [InlineData("Balance bike")]
    [InlineData("Airport transfer")]
    [InlineData("Stock pot")]
    [InlineData("Method soap")]
    [InlineData("Coffee top-up")]
    [InlineData("Gift box with card")]
    [InlineData("Birthday card")]
    [InlineData("Silver spoon")]
    [InlineData("Dog tether")]
    [InlineData("Fund-raising dinner")]
    [InlineData("Check-up")]
    [InlineData("Paypack of crisps")]
    [InlineData("现金券")]
    [InlineData("现金抵用券")]
    [InlineData("积分抵现金")]
    [InlineData("代金券")]
    [InlineData("礼金券")]
    [InlineData("会员卡套")]
    [InlineData("贺卡")]
    [InlineData("零钱包")]
    [InlineData("真皮钱包")]
    [InlineData("红包袋（十只装）")]
    [InlineData("黄金奇异果500克")]
    [InlineData("黄金炒饭")]
    [InlineData("黄金会员休息室")]
    [InlineData("金币巧克力")]
    [InlineData("银耳羹")]
    [InlineData("奶油卡士达")]
    [InlineData("糕点券")]
    [InlineData("景点卡通玩偶")]
    [InlineData("主打款T恤")]
    [InlineData("理财书籍")]
    [InlineData("加油站洗车")]
    [InlineData("充电券")]
    public void An_innocent_name_is_accepted(string name)
    {
        Assert.Empty(PathsWithNames(name, "Box"));
        Assert.Empty(PathsWithNames("盒", name));
    }

    [Theory]
    [InlineData("不可兑换现金，不可提现、转账", "Not redeemable for cash. No cash back")]
    [InlineData("积分余额可在应用中查询", "Can't be used with gift cards")]
    public void A_remark_that_rules_money_out_is_accepted(string zh, string en) =>
        Assert.Empty(
            LegalChecksTests.ViolationsOf(
                CompleteDocument.WithChange(
                    "rewards[1].restrictions",
                    JsonSerializer.Serialize(new { notes = new[] { new { zh, en } } })
                )
            )
        );

    [Fact]
    public void An_unknown_kind_is_refused_with_the_list_of_kinds() =>
        Assert.Equal(
            "must be one of goods, meal, service, stay, transport, ticket, upgrade, voucher, coupon, bill-offset",
            CompleteDocument.Read(CompleteDocument.WithChange("rewards[0].kind", "\"thing\"")).Errors.ByPath[
                "rewards[0].kind"
            ]
        );

    private static IEnumerable<string> PathsWithNames(string zh, string en, int reward = 0)
    {
        var violations = LegalChecksTests
            .ViolationsOf(
                CompleteDocument.WithChange($"rewards[{reward}].name", JsonSerializer.Serialize(new { zh, en }))
            )
            .ToArray();
        Assert.All(violations, violation => Assert.True(violation.IsProhibitedReward));
        return violations.Select(violation => violation.Path);
    }
}
