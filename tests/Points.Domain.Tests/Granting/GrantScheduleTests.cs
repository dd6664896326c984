using Points.Domain.Granting;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Tests.Granting.GrantSample;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Granting;

/// <summary>A wallet is due for a grant on the first day on which the member can get it.</summary>
public sealed class GrantScheduleTests
{
    private static readonly MemberFacts GradeA = Verified with
    {
        CreditGrade = CreditGrade.A,
        BirthDate = new(1990, 5, 1),
    };

    [Theory]
    [InlineData("""{ "creditGrades": ["A"], "from": "2027-01-20", "to": "2027-02-10" }""", "2027-01-10", "2027-01-20")]
    [InlineData("""{ "creditGrades": ["A"], "from": "2027-01-20", "to": "2027-02-10" }""", "2027-01-25", "2027-01-25")]
    [InlineData("""{ "creditGrades": ["A"], "from": "2027-01-20", "to": "2027-02-10" }""", "2027-02-10", "2027-02-10")]
    [InlineData("""{ "creditGrades": ["A"], "from": "2027-01-20", "to": "2027-02-10" }""", "2027-02-11", null)]
    [InlineData("""{ "creditGrades": ["B"] }""", "2027-01-10", null)]
    [InlineData("""{ "groups": ["school"] }""", "2027-01-10", null)]
    [InlineData("""{ "yearly": ["06-06"] }""", "2027-01-10", "2027-06-06")]
    [InlineData("""{ "yearly": ["06-06", "03-01"], "from": "2027-04-01" }""", "2027-01-10", "2027-06-06")]
    [InlineData("""{ "yearly": ["06-06"], "to": "2027-06-05" }""", "2027-01-10", null)]
    [InlineData("""{ "ageAtLeast": 40 }""", "2027-01-10", "2030-05-01")]
    [InlineData("""{ "ageBelow": 30 }""", "2027-01-10", null)]
    [InlineData("""{ "ageAtLeast": 40, "yearly": ["04-01"] }""", "2027-01-10", "2031-04-01")]
    [InlineData("""{ "on": "birthday" }""", "2027-01-10", "2027-05-01")]
    [InlineData("""{ "on": "birthday", "from": "2027-06-01" }""", "2027-01-10", "2028-05-01")]
    [InlineData("""{ "balanceAtLeast": 1 }""", "2027-01-10", null)]
    [InlineData("{}", "2027-01-10", "2027-01-10")]
    public void The_first_day_follows_from_the_condition(string when, string now, string? due) =>
        Assert.Equal(due, NextDay(GradeA, when, "ever", now));

    [Fact]
    public void Frozen_and_unverified_members_are_not_due()
    {
        Assert.Null(NextDay(GradeA with { Frozen = true }, "{}", "ever", "2027-01-10"));
        Assert.Null(NextDay(GradeA with { IdentityVerified = false }, "{}", "ever", "2027-01-10"));
    }

    [Theory]
    [InlineData("day", "2027-01-11")]
    [InlineData("month", "2027-02-01")]
    [InlineData("year", "2028-01-01")]
    [InlineData("ever", null)]
    public void After_a_grant_the_next_period_is_due(string per, string? next)
    {
        var terms = TermsWith($$"""  "points": 5, "limit": { "times": 2, "per": "{{per}}" }  """);
        var wallet = new InMemoryWallet(NewWallet);

        wallet.GiveAll(terms, At("2027-01-10"));

        Assert.Equal(10, wallet.Wallet.Lots.Total.Value);
        Assert.Equal(next, Day(WalletMaintenance.ScheduleOf(wallet.Wallet, terms, At("2027-01-10")).Grants));
    }

    [Fact]
    public void A_postponed_grant_waits_for_its_day_and_only_under_the_same_terms()
    {
        var terms = TermsWith("""  "points": 5, "limit": { "times": 1, "per": "ever" }  """);

        Assert.Equal("2027-01-12", Next(new("gift", 1, new(2027, 1, 12))));
        Assert.Null(Next(new("gift", 1, Until: null)));
        Assert.Equal("2027-01-10", Next(new("gift", 0, Until: null)));
        Assert.Equal("2027-01-10", Next(new("other", 1, Until: null)));

        string? Next(PostponedGrant postponed) =>
            Day(GrantSchedule.NextAt(NewWallet with { PostponedGrants = [postponed] }, terms, At("2027-01-10")));
    }

    [Fact]
    public void A_programme_without_grants_makes_no_wallet_due() =>
        Assert.Null(WalletMaintenance.ScheduleOf(NewWallet, Terms, Noon).Grants);

    private static string? NextDay(MemberFacts facts, string when, string per, string now)
    {
        var terms = TermsWith($$"""  "points": 5, "when": {{when}}, "limit": { "times": 1, "per": "{{per}}" }  """);
        var due = GrantSchedule.NextAt(NewWallet with { Facts = facts }, terms, At(now));
        // The job gives the grant exactly when the wallet is due.
        Assert.Equal(
            due <= At(now),
            Give(NewWallet with { Facts = facts }, terms.Grants[0], terms, At(now)) is Decision.Accepted
        );
        return Day(due);
    }

    private static string? Day(DateTimeOffset? due) => due is { } at ? $"{Terms.BusinessDateOf(at):yyyy-MM-dd}" : null;
}
