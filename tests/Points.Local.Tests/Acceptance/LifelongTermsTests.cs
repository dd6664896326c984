using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>What later revisions of a programme cannot take back, and what new ones must state.</summary>
public sealed class LifelongTermsTests : RevisionHost
{
    [Fact]
    public async Task A_bank_cannot_become_a_merchant_to_give_a_large_gift()
    {
        var document = await Document("bank-card");
        document["issuer"]!["kind"] = "merchant";
        document["actions"]!
            .AsArray()
            .Add(
                JsonNode.Parse(
                    """
                    {
                      "action": "newcomer", "kind": "event", "points": 1000000,
                      "limit": { "times": 1, "per": "ever" }
                    }
                    """
                )
            );

        (await Submit("bank-card", document)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "terms-not-allowed",
            "issuer.kind",
            "actions[1].points"
        );
    }

    [Fact]
    public async Task Of_drafts_side_by_side_only_one_kind_of_issuer_can_be_announced()
    {
        var bank = await Document("bank-card");
        bank["programmeId"] = "new-card";
        (await Submit("new-card", bank)).Expect(HttpStatusCode.Created);
        bank["issuer"]!["kind"] = "merchant";
        (await Submit("new-card", bank)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "terms-not-allowed",
            "issuer.kind"
        );
        await Withdraw("new-card", 1);
        (await Submit("new-card", bank)).Expect(HttpStatusCode.Created);
        (await Announce("new-card", 2, "2027-03-01")).Expect(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("2027-02-28", HttpStatusCode.UnprocessableEntity)]
    [InlineData("2027-03-01", HttpStatusCode.Created)]
    public async Task A_licence_that_has_expired_is_refused(string validUntil, HttpStatusCode status)
    {
        var document = await Document("green");
        document["issuer"]!["telecomLicence"]!["validUntil"] = validUntil;

        var answer = await Submit("green", document);

        if (status == HttpStatusCode.Created)
            answer.Expect(status);
        else
            answer.ExpectProblem(status, "terms-not-allowed", "issuer.telecomLicence.validUntil");
    }

    [Fact]
    public async Task A_ticket_keeps_its_cash_product_and_is_restricted_only_after_it()
    {
        var document = await Document("scenic-spots");
        var reward = document["rewards"]![0]!.AsObject();
        var cashProduct = reward["cashProduct"]!.AsObject();
        reward.Remove("cashProduct");
        reward["restrictions"]!["weekdays"] = new JsonArray("mon");
        (await Submit("scenic-spots", document)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "terms-not-allowed",
            "rewards[0].cashProduct",
            "rewards[0].restrictions.weekdays"
        );

        reward["kind"] = "goods";
        reward.Remove("restrictions");
        (await Submit("scenic-spots", document)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "terms-not-allowed",
            "rewards[0].cashProduct"
        );

        reward["kind"] = "ticket";
        cashProduct["restrictions"]!["weekdays"] = new JsonArray("mon");
        reward["cashProduct"] = cashProduct;
        reward["restrictions"] = cashProduct["restrictions"]!.DeepClone();
        (await Submit("scenic-spots", document)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "terms-not-allowed",
            "rewards[0].restrictions.weekdays"
        );
    }

    [Fact]
    public async Task A_revision_states_what_it_is_that_members_do_and_how_they_are_told()
    {
        var document = await Document("green");
        document["actions"]![0]!.AsObject().Remove("kind");
        document.Remove("notices");

        (await Submit("green", document)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "terms-not-allowed",
            "actions[0].kind",
            "notices.channels"
        );
    }

    [Fact]
    public async Task Rewards_are_of_a_listed_kind_and_are_not_named_after_money()
    {
        var document = await Document("supermarket");
        document["rewards"]![0]!["kind"] = "surprise";
        (await Submit("supermarket", document)).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "rewards[0].kind"
        );
        document["rewards"]![0]!["kind"] = "voucher";
        foreach (var name in (string[])["Alipay balance", "JD E-card", "Gift  card", "Fuel card"])
        {
            document["rewards"]![0]!["name"]!["en"] = name;
            (await Submit("supermarket", document)).ExpectProblem(
                HttpStatusCode.UnprocessableEntity,
                "prohibited-reward",
                "rewards[0].name"
            );
        }
    }

    [Fact]
    public async Task An_operator_sees_whom_notices_cannot_reach_before_announcing()
    {
        await Api.EnrolNewMember("fast-food");
        await Api.EnrolNewMember("fast-food");
        (
            await Api.Enrol(
                "member-with-phone",
                new()
                {
                    ["identityVerified"] = true,
                    ["phone"] = "13800000000",
                    ["programmes"] = new JsonArray("fast-food"),
                }
            )
        ).Expect(HttpStatusCode.Created);
        (await Submit("fast-food", await Document("fast-food"))).Expect(HttpStatusCode.Created);

        Assert.Equal(
            """{"members":3,"allMembers":true,"channels":[{"channel":"sms","without":2},{"channel":"push"}]}""",
            (await Revision("fast-food", 2)).Body["addresses"]!.ToJsonString()
        );
        Assert.Null((await Revision("fast-food", 1)).Body["addresses"]);
    }

    private async Task Withdraw(string programmeId, int number) =>
        (
            await Api.Send(
                HttpMethod.Post,
                $"/api/programmes/{programmeId}/revisions/{number}/withdraw",
                await Api.OperatorToken()
            )
        ).Expect(HttpStatusCode.OK);
}
