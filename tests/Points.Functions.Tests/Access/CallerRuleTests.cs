using Points.Functions.Access;

namespace Points.Functions.Tests.Access;

/// <summary>Whom a rule admits, and what the others are told.</summary>
public sealed class CallerRuleTests
{
    private static readonly Caller Member = new("m-1", Roles.Member, null),
        OtherMember = new("m-2", Roles.Member, null),
        Shop = new("till", Roles.Merchant, "shop"),
        Merchantless = new("till", Roles.Merchant, null),
        Operator = new("ops", Roles.Operator, null),
        Auditor = new("audit", Roles.Auditor, null),
        Support = new("help", Roles.Support, null),
        Finance = new("books", Roles.Finance, null),
        Marketing = new("ads", Roles.Marketing, null),
        Nobody = new("m-1", Roles.None, null);

    private static readonly Caller[] All =
    [
        Member,
        OtherMember,
        Shop,
        Merchantless,
        Operator,
        Auditor,
        Support,
        Finance,
        Marketing,
        Nobody,
    ];

    [Fact]
    public void Each_rule_admits_its_callers_only()
    {
        Assert.Equal(All, Having(CallerRule.Everyone));
        Assert.Equal([Operator], Having(CallerRule.Operator));
        Assert.Equal([Operator, Auditor], Having(CallerRule.OperatorOrAuditor));
        Assert.Equal([Operator, Support], Having(CallerRule.Support));
        Assert.Equal([Operator, Finance], Having(CallerRule.Finance));
        Assert.Equal([Operator, Auditor, Finance], Having(CallerRule.FinanceOrAuditor));
        Assert.Equal([Operator, Marketing], Having(CallerRule.Marketing));
        Assert.Equal([Operator, Auditor, Marketing], Having(CallerRule.MarketingOrAuditor));
        Assert.Equal([Shop, Operator], Having(CallerRule.AnyMerchant));
        Assert.Equal([Member], Having(CallerRule.ToBe("m-1")));
        Assert.Equal([Member, Operator], Having(CallerRule.ToChange("m-1")));
        Assert.Equal([Member, Operator, Auditor, Support], Having(CallerRule.ToRead("m-1")));
        Assert.Equal([Member, Shop, Operator], Having(CallerRule.ToActOn("m-1")));
        Assert.Equal([Member, Shop, Operator, Auditor, Support], Having(CallerRule.ToReadRedemptionsOf("m-1")));
        Assert.Equal([Shop, Operator], Having(CallerRule.ToActFor("shop")));
        Assert.Equal([Operator], Having(CallerRule.ToActFor("kiosk")));
        Assert.Equal([Shop, Operator, Auditor, Finance], Having(CallerRule.ToReadMerchant("shop")));
    }

    [Fact]
    public void It_names_the_roles_and_the_member_or_merchant()
    {
        Assert.Equal("the role operator, or the role auditor", CallerRule.OperatorOrAuditor.Describe());
        Assert.Equal("the role operator, or the role member with the sub m-1", CallerRule.ToChange("m-1").Describe());
        Assert.Equal(
            "the role operator, or the role merchant with the merchant_id shop",
            CallerRule.ToActFor("shop").Describe()
        );
        Assert.Equal("the role operator, or the role merchant with a merchant_id", CallerRule.AnyMerchant.Describe());
    }

    [Fact]
    public void An_id_that_is_none_is_not_repeated() =>
        Assert.Equal("the role member with the sub of the request", CallerRule.ToBe("<script>").Describe());

    private static IEnumerable<Caller> Having(CallerRule rule) => All.Where(rule.Admits);
}
