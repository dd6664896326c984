using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>A membership card says who the member is, for a minute. It moves no points.</summary>
public sealed class CardCodeTests(AcceptanceHost host)
{
    private const string Programme = "fast-food";
    private readonly Api _api = host.Api;

    [Fact]
    public async Task A_till_finds_the_member_of_a_card_as_often_as_it_reads_it()
    {
        var (memberId, other) = (await NewMember(400), await NewMember(0));
        var (code, otherCode) = (await _api.CreateCardCode(memberId), await _api.CreateCardCode(other));

        foreach (var token in (string[])[await _api.MerchantToken("cinema"), await _api.OperatorToken()])
        {
            var resolved = await Resolve(token, code);
            Assert.Equal(memberId, resolved.Expect(HttpStatusCode.OK).Text("memberId"));
        }
        Assert.Equal(other, (await Resolve(await _api.MerchantToken("cinema"), otherCode)).Text("memberId"));
        Assert.Equal(400, (await _api.Wallet(memberId, Programme)).Available);
    }

    [Fact]
    public async Task Only_merchants_and_operators_read_cards_and_only_members_create_them()
    {
        var memberId = await NewMember(0);
        var code = await _api.CreateCardCode(memberId);

        (await Resolve(await _api.MemberToken(memberId), code)).Expect(HttpStatusCode.Forbidden);
        (await Resolve(await _api.AuditorToken(), code)).Expect(HttpStatusCode.Forbidden);
        (
            await _api.Send(
                HttpMethod.Post,
                $"/api/members/m-{Guid.NewGuid():N}/card-codes",
                await _api.MemberToken(memberId),
                (JsonObject?)null
            )
        ).Expect(HttpStatusCode.Forbidden);
        (await Resolve(await _api.MerchantToken("cinema"), null)).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "cardCode"
        );
    }

    [Fact]
    public async Task A_card_ends_after_a_minute()
    {
        await using var own = await RunningHost.Start();
        var memberId = await own.Api.EnrolNewMember(Programme);
        var (inTime, late) = (own.Clock.GetUtcNow().AddSeconds(55), own.Clock.GetUtcNow().AddSeconds(62));
        var code = await own.Api.CreateCardCode(memberId);

        await own.Api.SetClock(inTime.ToString("O"));
        (await Resolve(own.Api, await own.Api.MerchantToken("cinema"), code)).Expect(HttpStatusCode.OK);
        await own.Api.SetClock(late.ToString("O"));

        (await Resolve(own.Api, await own.Api.MerchantToken("cinema"), code)).ExpectProblem(
            HttpStatusCode.Conflict,
            "card-code-invalid"
        );
    }

    [Fact]
    public async Task A_code_of_one_kind_is_never_accepted_as_the_other()
    {
        var memberId = await NewMember(400);
        var card = await _api.CreateCardCode(memberId);
        var spend = await _api.CreateSpendCode(memberId, Programme, "meal");

        (await Resolve(await _api.MerchantToken(Programme), spend)).ExpectProblem(
            HttpStatusCode.Conflict,
            "card-code-invalid"
        );
        (await Accrue(memberId, spend)).ExpectProblem(HttpStatusCode.Conflict, "card-code-invalid");
        var redemption = RedemptionBody(Programme, "meal");
        redemption["memberCode"] = card;
        (await Post(memberId, "redemptions", redemption)).ExpectProblem(HttpStatusCode.Conflict, "spend-code-invalid");
        redemption["memberCode"] = spend;
        (await Post(memberId, "redemptions", redemption)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_till_sees_the_balance_after_a_purchase_only_with_the_card()
    {
        var memberId = await NewMember(400);

        var plain = (await Accrue(memberId, null)).Expect(HttpStatusCode.Created);
        var shown = (await Accrue(memberId, await _api.CreateCardCode(memberId))).Expect(HttpStatusCode.Created);

        Assert.False(plain.Body.ContainsKey("wallet"));
        Assert.Equal(402, shown.Available);
    }

    [Fact]
    public async Task A_till_sees_the_balance_in_quotes_only_with_the_card()
    {
        var memberId = await NewMember(400);
        var bill = new JsonObject
        {
            ["programmeId"] = Programme,
            ["merchantId"] = Programme,
            ["lines"] = new JsonArray(
                new JsonObject
                {
                    ["sku"] = "burger",
                    ["category"] = "food",
                    ["amountFen"] = 1_000,
                }
            ),
        };
        foreach (var (path, body) in new[] { ("accruals/quote", Purchase()), ("bills/quote", bill) })
        {
            Assert.False((await Post(memberId, path, body)).Expect(HttpStatusCode.OK).Body.ContainsKey("available"));
            body["cardCode"] = await _api.CreateCardCode(memberId);
            Assert.Equal(400, (await Post(memberId, path, body)).Expect(HttpStatusCode.OK).Number("available"));
            body["cardCode"] = await _api.CreateCardCode(await NewMember(0));
            (await Post(memberId, path, body)).ExpectProblem(HttpStatusCode.Conflict, "card-code-invalid");
        }
    }

    [Fact]
    public async Task Given_another_members_card_Then_a_purchase_is_refused_and_nothing_is_booked()
    {
        var memberId = await NewMember(400);

        (await Accrue(memberId, await _api.CreateCardCode(await NewMember(0)))).ExpectProblem(
            HttpStatusCode.Conflict,
            "card-code-invalid"
        );
        Assert.Equal(400, (await _api.Wallet(memberId, Programme)).Available);
    }

    [Fact]
    public async Task Given_a_card_that_has_ended_Then_a_repeat_gets_its_first_answer_without_the_balance()
    {
        var memberId = await NewMember(400);
        var (purchase, key) = (Purchase(), Guid.NewGuid().ToString());
        purchase["cardCode"] = await _api.CreateCardCode(memberId);
        var first = (await Post(memberId, "accruals", purchase, key)).Expect(HttpStatusCode.Created);
        purchase["cardCode"] = "00000000000000000000";

        var again = (await Post(memberId, "accruals", purchase, key)).Expect(HttpStatusCode.Created);

        Assert.Equal(
            (first.Text("entryId"), first.Number("points"), true),
            (again.Text("entryId"), again.Number("points"), again.Replayed)
        );
        Assert.True(first.Body.ContainsKey("wallet"));
        Assert.False(again.Body.ContainsKey("wallet"));
    }

    private Task<Reply> Resolve(string token, string? code) => Resolve(_api, token, code);

    private static Task<Reply> Resolve(Api api, string token, string? code) =>
        api.Send(
            HttpMethod.Post,
            "/api/members/resolve",
            token,
            code is null ? new JsonObject() : new JsonObject { ["cardCode"] = code }
        );

    private static JsonObject Purchase()
    {
        var purchase = PurchaseBody(Programme, 100);
        purchase["orderId"] = Guid.NewGuid().ToString();
        return purchase;
    }

    private async Task<Reply> Accrue(string memberId, string? cardCode)
    {
        var purchase = Purchase();
        if (cardCode is not null)
            purchase["cardCode"] = cardCode;
        return await Post(memberId, "accruals", purchase);
    }

    private async Task<Reply> Post(string memberId, string path, JsonObject body, string? key = null) =>
        await _api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/{path}",
            await _api.MerchantToken(Programme),
            body,
            key ?? Guid.NewGuid().ToString()
        );

    private Task<string> NewMember(long points) => _api.EnrolNewMemberWithPoints(Programme, points);
}
