using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>Bad input gets a clear answer that names what is wrong, and changes nothing.</summary>
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
    public async Task A_purchase_with_a_fault_names_the_field(string field, string? value, string fault)
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
            error => error.Key == fault
        );
        Assert.Empty(await _api.Ledger(memberId, "fast-food"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("not json")]
    [InlineData("{\"orderId\":\"a\",\"orderId\":\"b\"}")]
    public async Task A_body_that_is_no_object_is_invalid(string body)
    {
        var reply = await _api.Send(
            HttpMethod.Post,
            "/api/members/m-1/accruals",
            await _api.OperatorToken(),
            Encoding.UTF8.GetBytes(body),
            "k"
        );

        Assert.True(
            reply.ExpectProblem(HttpStatusCode.BadRequest, "invalid-request").Body["errors"]!
                .AsObject()
                .ContainsKey("$")
        );
    }

    [Theory]
    [InlineData(600_000)]
    [InlineData(2_000_000)]
    public async Task A_body_beyond_the_limit_is_too_large(int bytes)
    {
        var reply = await _api.Send(
            HttpMethod.Post,
            "/api/members/m-1/accruals",
            await _api.OperatorToken(),
            new byte[bytes],
            "k"
        );

        reply.ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ключ")]
    [InlineData("long")]
    public async Task A_request_that_moves_points_needs_a_key_of_visible_ascii(string? key)
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        if (key == "long")
            key = new string('k', 129);

        foreach (
            var (path, body) in new[]
            {
                ("accruals", Api.PurchaseBody("fast-food", 100)),
                ("redemptions", Api.RedemptionBody("fast-food", "meal")),
            }
        )
            (
                await _api.Send(
                    HttpMethod.Post,
                    $"/api/members/{memberId}/{path}",
                    await _api.OperatorToken(),
                    body,
                    key
                )
            ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "Idempotency-Key");

        (await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 100), new string('k', 128))).Expect(
            HttpStatusCode.Created
        );
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
    public async Task A_redemption_with_a_fault_names_the_field(string field, string value, string fault)
    {
        var memberId = await _api.EnrolNewMember("fast-food");
        await _api.Accrue(memberId, Api.PurchaseBody("fast-food", 100_000));
        var redemption = Api.RedemptionBody("fast-food", "meal");
        redemption[field] = JsonNode.Parse(value);

        (await _api.Redeem(memberId, redemption)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", fault);
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
        (await _api.Wallet(memberId, "supermarket")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
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
    public async Task Merchants_must_belong_and_purchases_be_recent()
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

    [Theory]
    [InlineData("a b")]
    [InlineData("a%2Fb")]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("%00")]
    [InlineData("a%3Fb%23c")]
    [InlineData("会员")]
    [InlineData("%E4%BC%9A")]
    [InlineData("%FF")]
    [InlineData("wallet:fast-food")]
    [InlineData("'; DROP TABLE wallets; --")]
    public async Task An_id_in_the_path_that_is_none_gets_a_clean_answer(string memberId)
    {
        var operators = await _api.OperatorToken();
        foreach (
            var (method, path) in new[]
            {
                ("GET", ""),
                ("GET", "/wallets/fast-food"),
                ("GET", "/wallets"),
                ("POST", "/accruals"),
                ("PUT", ""),
                ("POST", "/freeze"),
            }
        )
        {
            var body =
                method == "GET" ? null
                : path == "/freeze" ? new JsonObject { ["reason"] = "x" }
                : Api.PurchaseBody("fast-food", 1);
            var reply = await _api.Send(new HttpMethod(method), $"/api/members/{memberId}{path}", operators, body, "k");

            Assert.True(
                reply.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound,
                $"{method} {memberId}{path}: {(int)reply.Status} {reply.Raw}"
            );
            Assert.DoesNotContain("   at ", reply.Raw, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Everything_wrong_with_an_enrolment_is_named_at_once()
    {
        var profile = JsonNode
            .Parse(
                """
                { "birthDate": "2999-01-01", "creditGrade": "Z", "phone": "call me", "locale": "xx", "consents": { "personalisation": "yes" },
                  "programmes": ["a b"], "pets": [ { "name": "Mimi" } ], "nickname": "M" }
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

    [Fact]
    public async Task A_body_that_breaks_off_in_the_middle_of_its_framing_is_invalid()
    {
        using var socket = new System.Net.Sockets.TcpClient("127.0.0.1", _api.Port);
        var request =
            $"POST /api/members/m-1/accruals HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {await _api.OperatorToken()}\r\n"
            + "Idempotency-Key: k\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nno chunk\r\n\r\n";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);

        var answer = await new StreamReader(socket.GetStream()).ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"invalid-request\"", answer, StringComparison.Ordinal);
    }
}
