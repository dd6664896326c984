using System.Text.Json;

namespace Points.Domain.Tests.Programmes.Validating;

/// <summary>Cards, accounts and metal that name no cash, and are as good as cash (law L8).</summary>
public sealed class MoneyByAnotherNameTests
{
    [Theory]
    [InlineData("中石化油卡100元")]
    [InlineData("京东礼卡")]
    [InlineData("星礼卡")]
    [InlineData("家乐福卡")]
    [InlineData("商超卡")]
    [InlineData("Visa prepaid")]
    [InlineData("Mastercard prepaid, 100 yuan")]
    [InlineData("银行卡立减金")]
    [InlineData("微信立减金")]
    [InlineData("抵扣信用卡账单")]
    [InlineData("Statement credit")]
    [InlineData("Refund to card")]
    [InlineData("Refund to your card")]
    [InlineData("100 yuan to your bank account")]
    [InlineData("100 RMB in your wallet")]
    [InlineData("Money back")]
    [InlineData("US dollars 100")]
    [InlineData("xianjin")]
    [InlineData("足金转运珠1克")]
    [InlineData("黄金首饰10克")]
    [InlineData("足金手镯 20 克")]
    [InlineData("Gold jewellery 10 g")]
    [InlineData("10 g gold necklace")]
    [InlineData("Silver bracelet, 30 grams")]
    public void It_is_recognised(string name)
    {
        Assert.Equal(["rewards[0].name"], PathsWithNames(name, "Box"));
        Assert.Equal(["rewards[0].name"], PathsWithNames("盒", name));
    }

    [Theory]
    [InlineData("Gold-rimmed teacup 300 g")]
    [InlineData("Silver ring binder 500 g")]
    [InlineData("Onion rings 200 g")]
    [InlineData("银手链")]
    [InlineData("Money-back guarantee tea")]
    [InlineData("精油卡片")]
    [InlineData("生日贺礼卡片")]
    [InlineData("Wallet, brown")]
    public void An_innocent_name_is_accepted(string name)
    {
        Assert.Empty(PathsWithNames(name, "Box"));
        Assert.Empty(PathsWithNames("盒", name));
    }

    private static IEnumerable<string> PathsWithNames(string zh, string en) =>
        LegalChecksTests
            .ViolationsOf(CompleteDocument.WithChange("rewards[0].name", JsonSerializer.Serialize(new { zh, en })))
            .Select(violation => violation.Path);
}
