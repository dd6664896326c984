using System.Net;

namespace Points.Local.Tests.Acceptance;

/// <summary>Revisions that the law or our promises to members forbid are refused.</summary>
public sealed class UnlawfulTermsTests : RevisionHost
{
    [Fact]
    public async Task A_ticket_more_restricted_for_points_than_for_cash_is_refused()
    {
        var document = await Document("scenic-spots");
        document["rewards"]![0]!["restrictions"]!["admission"]!["to"] = "12:00";

        (await Submit("scenic-spots", document)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "terms-not-allowed",
            "rewards[0].restrictions.admission"
        );
    }

    [Fact]
    public async Task Terms_of_a_bank_card_with_a_large_gift_or_a_prepaid_card_are_refused()
    {
        var document = await Document("bank-card");
        document["actions"]![0]!["points"] = 101;
        (await Submit("bank-card", document)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "terms-not-allowed",
            "actions[0].points"
        );

        document["rewards"]![0]!["kind"] = "prepaid-card";
        (await Submit("bank-card", document)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "prohibited-reward",
            "actions[0].points",
            "rewards[0].kind"
        );

        document["colour"] = "red";
        (await Submit("bank-card", document)).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "actions[0].points",
            "rewards[0].kind",
            "colour"
        );
    }

    [Fact]
    public async Task Terms_without_licence_filings_or_budget_are_refused()
    {
        var document = await Document("green");
        document["issuer"]!.AsObject().Remove("telecomLicence");
        document["issuer"]!["filings"]!.AsArray().RemoveAt(0);
        document.Remove("budget");

        (await Submit("green", document)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "terms-not-allowed",
            "issuer.telecomLicence",
            "issuer.filings",
            "budget"
        );
    }
}
