namespace Points.Domain.Tests.Programmes.Validating;

/// <summary>What is served, or restricted, states the same product for cash (law L13).</summary>
public sealed class CashProductTests
{
    [Theory]
    [InlineData("meal")]
    [InlineData("service")]
    [InlineData("stay")]
    [InlineData("transport")]
    [InlineData("ticket")]
    [InlineData("upgrade")]
    public void What_is_served_needs_a_cash_product(string kind)
    {
        var served = CompleteDocument.Change(Unrestricted(), "rewards[0].kind", $"\"{kind}\"");

        Assert.Equal(["rewards[0].cashProduct"], PathsOf(served));
        Assert.Empty(PathsOf(CompleteDocument.Change(served, "rewards[0].cashProduct", "{}")));
    }

    [Fact]
    public void Goods_need_none_unless_they_are_restricted()
    {
        Assert.Empty(PathsOf(Unrestricted()));
        Assert.Equal(
            ["rewards[0].cashProduct"],
            PathsOf(CompleteDocument.Change(Unrestricted(), "rewards[0].restrictions", """{ "weekdays": ["mon"] }"""))
        );
    }

    [Fact]
    public void Vouchers_may_be_restricted_without_one() =>
        Assert.Empty(
            PathsOf(CompleteDocument.WithChange("rewards[1].restrictions", """{ "weekdays": ["mon", "tue"] }"""))
        );

    private static System.Text.Json.JsonElement Unrestricted() =>
        CompleteDocument.Change(
            CompleteDocument.WithChange("rewards[0].restrictions", null),
            "rewards[0].cashProduct",
            null
        );

    private static string[] PathsOf(System.Text.Json.JsonElement document) =>
        [.. LegalChecksTests.ViolationsOf(document).Select(violation => violation.Path)];
}
