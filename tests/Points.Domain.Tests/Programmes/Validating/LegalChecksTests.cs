using System.Text.Json;
using Points.Domain.Programmes.Validating;

namespace Points.Domain.Tests.Programmes.Validating;

/// <summary>Terms that may not be published are reported with the path of what is wrong.</summary>
public sealed class LegalChecksTests
{
    [Fact]
    public void The_complete_document_is_lawful() =>
        Assert.Empty(ViolationsOf(JsonDocument.Parse(CompleteDocument.Document).RootElement));

    [Theory]
    [InlineData("issuer.telecomLicence", null, "issuer.telecomLicence")]
    [InlineData("issuer.filings[0]", null, "issuer.filings")]
    [InlineData("budget", null, "budget")]
    [InlineData("compensation", null, "compensation")]
    [InlineData("notices", null, "notices.channels")]
    [InlineData("notices.channels", "[]", "notices.channels")]
    [InlineData(
        "actions[0]",
        """{ "action": "hello", "points": 101, "limit": { "times": 1, "per": "ever" }, "on": "sign-up" }""",
        "actions[0].points"
    )]
    [InlineData(
        "actions[0]",
        """{ "action": "sign-up", "kind": "sign-up", "points": 101, "limit": { "times": 1, "per": "ever" } }""",
        "actions[0].points"
    )]
    [InlineData(
        "actions[0]",
        """{ "action": "sign-up", "kind": "sign-up", "points": 100, "limit": { "times": 1, "per": "year" } }""",
        "actions[0].limit"
    )]
    [InlineData(
        "grants[0]",
        """{ "id": "gift", "points": 101, "limit": { "times": 1, "per": "ever" } }""",
        "grants[0].points"
    )]
    [InlineData("rewards[0].restrictions.admission.from", "\"09:00\"", "rewards[0].restrictions.admission")]
    [InlineData("rewards[0].restrictions.admission.to", "\"17:59\"", "rewards[0].restrictions.admission")]
    [InlineData("rewards[0].restrictions.weekdays", """["mon"]""", "rewards[0].restrictions.weekdays")]
    [InlineData(
        "rewards[0].restrictions.blackout[1]",
        """{ "from": "2027-05-01", "to": "2027-05-03" }""",
        "rewards[0].restrictions.blackout[1]"
    )]
    [InlineData(
        "rewards[0].restrictions.notes",
        """[ { "zh": "限一人", "en": "One person" } ]""",
        "rewards[0].restrictions.notes[0]"
    )]
    [InlineData("rewards[2].worthFen", "101", "rewards[2].price")]
    [InlineData("rewards[0].price.bounds.lowest", "440", "rewards[0].price.bounds.lowest")]
    [InlineData("rewards[0].price.windows[0].points", "440", "rewards[0].price.windows[0]")]
    [InlineData("rewards[1].price.pointsPerYuan", "99", "rewards[1].price")]
    public void A_violation_is_reported_with_its_path(string changedPath, string? json, string reportedPath) =>
        Assert.Equal(
            [reportedPath],
            ViolationsOf(CompleteDocument.WithChange(changedPath, json)).Select(violation => violation.Path)
        );

    [Fact]
    public void A_bank_gives_no_points_for_anything_but_spending() =>
        Assert.Equal(
            ["actions[0]", "grants[0]"],
            ViolationsOf(CompleteDocument.WithChange("issuer.kind", "\"bank\"")).Select(violation => violation.Path)
        );

    [Theory]
    [InlineData("rewards[1].name", """{ "zh": "现金券", "en": "Cash voucher" }""")]
    [InlineData(
        "actions[0]",
        """{ "action": "sign-up", "kind": "sign-up", "points": 100, "limit": { "times": 1, "per": "ever" } }"""
    )]
    [InlineData("rewards[0].restrictions", null)]
    [InlineData("rewards[0].restrictions.admission", """{ "from": "07:00", "to": "19:00" }""")]
    [InlineData("settlement", null)]
    [InlineData("rewards[0].compensationRate", null)]
    public void Terms_that_only_look_unlawful_are_accepted(string changedPath, string? json) =>
        Assert.Empty(ViolationsOf(CompleteDocument.WithChange(changedPath, json)));

    [Fact]
    public void All_violations_are_reported_at_once() =>
        Assert.Equal(
            ["issuer.telecomLicence", "issuer.filings", "budget", "notices.channels"],
            ViolationsOf(
                    CompleteDocument
                        .Read(JsonDocument.Parse("""{ "issuer": { "name": "x", "creditCode": "y" } }""").RootElement)
                        .Value!
                )
                .Select(violation => violation.Path)
        );

    internal static IEnumerable<LegalViolation> ViolationsOf(JsonElement document)
    {
        var read = CompleteDocument.Read(document);
        return read.TryGetValue(out var terms)
            ? ViolationsOf(terms)
            : throw new InvalidDataException(read.Errors.ToString());
    }

    private static IEnumerable<LegalViolation> ViolationsOf(Domain.Programmes.ProgrammeTerms terms) =>
        LegalChecks.FindViolations(terms);
}
