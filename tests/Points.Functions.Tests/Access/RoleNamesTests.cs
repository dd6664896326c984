using Points.Functions.Access;

namespace Points.Functions.Tests.Access;

/// <summary>The settings say what the identity provider calls the roles.</summary>
public sealed class RoleNamesTests
{
    [Theory]
    [InlineData("member", Roles.Member)]
    [InlineData("merchant", Roles.Merchant)]
    [InlineData("operator", Roles.Operator)]
    [InlineData("auditor", Roles.Auditor)]
    [InlineData("support", Roles.Support)]
    [InlineData("finance", Roles.Finance)]
    [InlineData("marketing", Roles.Marketing)]
    [InlineData("Operator", Roles.None)]
    [InlineData("none", Roles.None)]
    public void By_default_tokens_use_the_names_of_the_roles(string claim, Roles role) =>
        Assert.Equal(role, new RoleNames(new()).Find(claim));

    [Fact]
    public void A_role_that_is_called_otherwise_has_only_the_other_name()
    {
        var names = new RoleNames(new() { RoleNames = "support = Points.Helpdesk, finance=Books" });

        Assert.Equal(Roles.Support, names.Find("Points.Helpdesk"));
        Assert.Equal(Roles.Finance, names.Find("Books"));
        Assert.Equal(Roles.None, names.Find("support"));
        Assert.Equal(Roles.Operator, names.Find("operator"));
    }

    [Theory]
    [InlineData("admin=x", "\"admin=x\" is not a role and its name")]
    [InlineData("support", "\"support\" is not a role and its name")]
    [InlineData("support=operator", "operator and support have the same name operator")]
    public void A_name_that_cannot_be_is_refused(string setting, string reason)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => new RoleNames(new() { RoleNames = setting }));

        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }
}
