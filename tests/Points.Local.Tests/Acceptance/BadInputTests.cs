using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>Invalid input is refused with the names of the invalid fields, and changes nothing.</summary>
public sealed class BadInputTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    public static TheoryData<string, string?, string> Purchases =>
        new()
        {
            { "programmeId", null, "programmeId" },
            { "programmeId", "7", "programmeId" },
            { "programmeId", "\"a/b\"", "programmeId" },
            { "programmeId", "\"\"", "programmeId" },
            { "merchantId", "\"积分\"", "merchantId" },
            { "merchantId", "\"..%2F..\"", "merchantId" },
            { "orderId", null, "orderId" },
            { "orderId", "\"\"", "orderId" },
            { "orderId", $"\"{new string('x', 129)}\"", "orderId" },
            { "orderId", "\"\\ud800\"", "orderId" },
            { "occurredAt", "\"2026-11-20\"", "occurredAt" },
            { "occurredAt", "\"2026-11-20T12:00:00\"", "occurredAt" },
            { "occurredAt", "\"2199-01-01T00:00:00Z\"", "occurredAt" },
            { "occurredAt", "1763600000", "occurredAt" },
            { "lines", null, "lines" },
            { "lines", "[]", "lines" },
            { "lines", "{}", "lines" },
            { "lines", "[7]", "lines[0]" },
            { "lines", """[{"sku":"a","category":"b","amountFen":-1}]""", "lines[0].amountFen" },
            { "lines", """[{"sku":"a","category":"b","amountFen":10.5}]""", "lines[0].amountFen" },
            { "lines", """[{"sku":"a","category":"b","amountFen":"100"}]""", "lines[0].amountFen" },
            { "lines", """[{"sku":"a","category":"b","amountFen":9223372036854775807}]""", "lines[0].amountFen" },
            { "lines", """[{"sku":"a","category":"b","amountFen":1e300}]""", "lines[0].amountFen" },
            { "lines", """[{"sku":"a","category":"b","amountFen":1,"quantity":0}]""", "lines[0].quantity" },
            {
                "lines",
                """[{"sku":"a","category":"b","amountFen":1,"serviceOn":"2026-02-30"}]""",
                "lines[0].serviceOn"
            },
            { "lines", """[{"sku":"a","category":"b","amountFen":1,"tags":"x"}]""", "lines[0].tags" },
            { "lines", """[{"sku":"a","category":"b","amountFen":1,"amountfen":1}]""", "lines[0].amountfen" },
            { "paidWithPointsFen", "-1", "paidWithPointsFen" },
            { "paidWithPointsFen", "101", "paidWithPointsFen" },
            { "paidWithPointFen", "1", "paidWithPointFen" },
        };

    [Theory]
    [MemberData(nameof(Purchases))]
    public async Task An_invalid_purchase_is_refused_and_names_the_field(string field, string? value, string error)
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var purchase = Api.PurchaseBody("fast-food", 100);
        purchase.Remove(field);
        var json = value is null ? purchase.ToJsonString() : purchase.ToJsonString()[..^1] + $",\"{field}\":{value}}}";

        var reply = await _api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/accruals",
            await _api.OperatorToken(),
            Encoding.UTF8.GetBytes(json),
            "k"
        );

        reply.Expect(HttpStatusCode.BadRequest);
        Assert.Contains(
            reply.ExpectProblem(HttpStatusCode.BadRequest, "invalid-request").Body["errors"]!.AsObject(),
            it => it.Key == error
        );
        Assert.Empty(await _api.Ledger(memberId, "fast-food"));
    }

    [Theory]
    [InlineData("rewardId", "7", "rewardId")]
    [InlineData("quantity", "0", "quantity")]
    [InlineData("quantity", "-5", "quantity")]
    [InlineData("quantity", "1001", "quantity")]
    [InlineData("points", "-1", "points")]
    [InlineData("points", "200", "points")]
    [InlineData("points", "9999999999999", "points")]
    [InlineData("mode", "\"someday\"", "mode")]
    [InlineData("merchantId", "\"\"", "merchantId")]
    public async Task An_invalid_redemption_is_refused_and_names_the_field(string field, string value, string error)
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 100_000));
        var redemption = Api.RedemptionBody("fast-food", "meal");
        redemption[field] = JsonNode.Parse(value);

        (await _api.Redeem(memberId, redemption)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", error);
        Assert.Equal(1_000, (await _api.Wallet(memberId, "fast-food")).Available);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        var (memberId, operators) = (await _api.EnrolNewMember("fast-food"), await _api.OperatorToken());

        (await _api.Accrue(memberId, Api.PurchaseBody("no-such-programme", 100))).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (await _api.Redeem(memberId, Api.RedemptionBody("fast-food", "yacht"))).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (await _api.Send(HttpMethod.Get, $"/api/members/{memberId}/wallets/supermarket", operators)).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (await _api.Send(HttpMethod.Get, "/api/members/m-nobody", operators)).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (await _api.Send(HttpMethod.Get, "/api/members/m-nobody/wallets", operators)).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (await _api.Send(HttpMethod.Get, "/api/members/m-nobody/wallets/fast-food/entries", operators)).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
        (
            await _api.Enrol(
                memberId,
                new() { ["identityVerified"] = true, ["programmes"] = new JsonArray("no-such-programme") }
            )
        ).ExpectProblem(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Foreign_merchants_and_old_purchases_are_refused()
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        var foreign = Api.PurchaseBody("fast-food", 100);
        foreign["merchantId"] = "supermarket";
        (await _api.Accrue(memberId, foreign)).ExpectProblem(HttpStatusCode.Conflict, "merchant-not-in-programme");

        var old = Api.PurchaseBody("fast-food", 100, at: TimeProvider.System.GetUtcNow().AddDays(-91));
        (
            await _api.Send(
                HttpMethod.Post,
                $"/api/members/{memberId}/accruals",
                await _api.MerchantToken("fast-food"),
                old,
                "k"
            )
        ).ExpectProblem(HttpStatusCode.Conflict, "too-late");
        (await _api.Accrue(memberId, old)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task All_errors_of_an_enrolment_are_named_at_once()
    {
        var profile = JsonNode
            .Parse(
                """
                { "birthDate": "2999-01-01", "creditGrade": "Z", "phone": "call me", "locale": "xx",
                  "consents": { "personalisation": "yes" }, "programmes": ["a b"], "pets": [ { "name": "Mimi" } ],
                  "nickname": "M" }
                """
            )!
            .AsObject();

        (await _api.Enrol("m-1", profile)).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "birthDate",
            "creditGrade",
            "identityVerified",
            "phone",
            "locale",
            "consents.personalisation",
            "programmes[0]",
            "pets[0].birthday",
            "nickname"
        );
    }
}
