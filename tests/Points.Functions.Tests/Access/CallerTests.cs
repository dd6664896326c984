using Points.Functions.Access;

namespace Points.Functions.Tests.Access;

public sealed class CallerTests
{
    private static readonly Caller Member = new("m-1", Roles.Member, null);
    private static readonly Caller Merchant = new("till", Roles.Merchant, "shop");
    private static readonly Caller Operator = new("ops", Roles.Operator, null);
    private static readonly Caller Auditor = new("audit", Roles.Auditor, null);

    [Fact]
    public void A_member_acts_and_reads_for_themselves_only()
    {
        Assert.True(Member.IsMember("m-1") && Member.MayReadMember("m-1"));
        Assert.False(Member.IsMember("m-2") || Member.MayReadMember("m-2"));
    }

    [Fact]
    public void A_merchant_acts_for_itself_only_and_reads_no_wallet()
    {
        Assert.True(Merchant.IsMerchant("shop"));
        Assert.False(Merchant.IsMerchant("kiosk") || Merchant.MayReadMember("m-1") || Merchant.IsMember("till"));
    }

    [Fact]
    public void An_operator_and_an_auditor_read_all_and_only_the_operator_acts()
    {
        Assert.True(Operator.MayReadMember("m-1") && Operator.IsOperator);
        Assert.True(Auditor.MayReadMember("m-1"));
        Assert.False(Auditor.IsOperator || Auditor.IsAnyMerchant || Auditor.IsMember("audit"));
    }

    [Fact]
    public void A_merchant_and_a_subject_of_the_same_name_have_different_idempotency_scopes() =>
        Assert.NotEqual(new Caller("shop", Roles.Operator, null).IdempotencyScope, Merchant.IdempotencyScope);
}
