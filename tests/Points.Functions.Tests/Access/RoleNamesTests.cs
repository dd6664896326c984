using Points.Functions.Access;
using Points.Functions.Settings;

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
        var names = new RoleNames(Naming("Support", "Points.Helpdesk"));

        Assert.Equal(Roles.Support, names.Find("Points.Helpdesk"));
        Assert.Equal(Roles.None, names.Find("support"));
        Assert.Equal(Roles.Operator, names.Find("operator"));
    }

    [Fact]
    public void A_role_that_does_not_exist_is_named()
    {
        var fault = Assert.Throws<ArgumentException>(() => new RoleNames(Naming("admin", "x")));

        Assert.Contains("there is no role admin", fault.Message, StringComparison.Ordinal);
    }

    private static AuthOptions Naming(string role, string claim) =>
        new() { RoleNames = new Dictionary<string, string>(StringComparer.Ordinal) { [role] = claim } };
}
