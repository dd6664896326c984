using System.Text.Json;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Validating;

namespace Points.Domain.Tests.Programmes.Validating;

/// <summary>
/// What a revision may not change: the kind of its issuer (L11), and what members know of a cash product (L13).
/// </summary>
public sealed class ContinuityChecksTests
{
    private const string Mondays = """{ "weekdays": ["mon"] }""";
    private const string Workdays = """{ "weekdays": ["mon", "tue", "wed", "thu", "fri"] }""";
    private static readonly DateTimeOffset Now = Sample.Noon;

    [Fact]
    public void The_kind_of_the_issuer_is_that_of_the_first_revision()
    {
        var bank = Terms(CompleteDocument.WithChange("issuer.kind", "\"bank\""));
        var merchant = Terms(CompleteDocument.WithChange("issuer.kind", null));

        Assert.Equal(["issuer.kind"], PathsOf(merchant, new(bank, [bank])));
        Assert.Equal(["issuer.kind"], PathsOf(bank, new(merchant, [merchant])));
        Assert.Empty(PathsOf(bank, new(bank, [bank, merchant])));
        Assert.Empty(PathsOf(bank, RevisionHistory.None));
    }

    [Theory]
    [InlineData(null, "{}", null, "rewards[0].cashProduct")]
    [InlineData(null, "{}", Mondays, "rewards[0].cashProduct", "rewards[0].restrictions.weekdays")]
    [InlineData(Mondays, "{}", Mondays, "rewards[0].restrictions.weekdays")]
    [InlineData(Mondays, Workdays, Workdays)]
    [InlineData(Mondays, Mondays, Mondays)]
    [InlineData(Mondays, Mondays, null)]
    [InlineData("{}", null, null)]
    [InlineData(Mondays, null, null)]
    [InlineData(Mondays, null, Mondays, "rewards[0].restrictions.weekdays")]
    public void A_reward_is_restricted_only_as_its_cash_product_was_before(
        string? cash,
        string? cashBefore,
        string? reward,
        params string[] paths
    )
    {
        var before = Terms(WithRestrictions("goods", cashBefore, null));

        Assert.Equal(paths, PathsOf(Terms(WithRestrictions("goods", cash, reward)), new(before, [before])));
    }

    [Fact]
    public void A_kind_that_needs_a_cash_product_is_not_left_to_do_without()
    {
        var before = Terms(WithRestrictions("ticket", null, null));

        Assert.Equal(
            ["rewards[0].cashProduct"],
            PathsOf(Terms(WithRestrictions("goods", null, null)), new(before, [before]))
        );
    }

    [Fact]
    public void A_draft_from_before_cash_products_were_needed_can_still_be_announced()
    {
        var ticket = Terms(WithRestrictions("ticket", null, null));

        Assert.Empty(PathsOf(ticket, new(ticket, [ticket])));
    }

    [Fact]
    public void A_restriction_that_is_only_announced_does_not_count_yet()
    {
        var inForce = Terms(WithRestrictions("ticket", "{}", null));
        var announced = Terms(WithRestrictions("ticket", Mondays, null)) with
        {
            Number = 2,
            EffectiveFrom = Now.AddDays(31),
        };
        var next = Terms(WithRestrictions("ticket", Mondays, Mondays));

        Assert.Equal(
            ["rewards[0].restrictions.weekdays"],
            PathsOf(next, new(inForce, [inForce, announced])).Distinct()
        );
        Assert.Empty(PathsOf(next, new(inForce, [inForce, announced with { EffectiveFrom = Now }])));
    }

    [Fact]
    public void A_reward_that_was_left_out_for_a_while_is_still_the_same()
    {
        var had = Terms(WithRestrictions("ticket", "{}", null));
        var without = had with { Number = 2, Rewards = had.Rewards.RemoveAt(0) };

        Assert.Equal(
            ["rewards[0].restrictions.weekdays"],
            PathsOf(Terms(WithRestrictions("ticket", Mondays, Mondays)), new(had, [had, without]))
        );
    }

    [Theory]
    [InlineData("issuer.telecomLicence.validUntil", "issuer.telecomLicence.validUntil")]
    [InlineData("issuer.filings[1].validUntil", "issuer.filings[1].validUntil")]
    public void A_licence_or_filing_must_be_valid_on_the_day_of_submission(string changed, string reported)
    {
        // Noon in the programme's time zone is in the evening before in another.
        Assert.Equal([reported], SubmittedPathsOf(CompleteDocument.WithChange(changed, "\"2026-11-21\"")));
        Assert.Empty(SubmittedPathsOf(CompleteDocument.WithChange(changed, "\"2026-11-22\"")));
        var elsewhere = CompleteDocument.Change(
            CompleteDocument.WithChange(changed, "\"2026-11-21\""),
            "timeZone",
            "\"Pacific/Pago_Pago\""
        );
        Assert.Empty(SubmittedPathsOf(elsewhere));
    }

    private static JsonElement WithRestrictions(string kind, string? cash, string? reward)
    {
        var cashProduct = cash is null ? null : $$"""{ "restrictions": {{cash}} }""";
        var document = CompleteDocument.WithChange("rewards[0].kind", $"\"{kind}\"");
        document = CompleteDocument.Change(document, "rewards[0].cashProduct", cashProduct);
        return CompleteDocument.Change(document, "rewards[0].restrictions", reward);
    }

    private static ProgrammeTerms Terms(JsonElement document) => CompleteDocument.Read(document).Value!;

    private static string[] PathsOf(ProgrammeTerms terms, RevisionHistory history) =>
        [.. ContinuityChecks.FindViolations(terms, history, Now).Select(violation => violation.Path)];

    private static string[] SubmittedPathsOf(JsonElement document) =>
        [.. LegalChecks.FindViolations(Terms(document), RevisionHistory.None, Now).Select(violation => violation.Path)];
}
