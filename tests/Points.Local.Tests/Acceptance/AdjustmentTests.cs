using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>Goodwill, corrections and opening balances by operators over HTTP.</summary>
public sealed class AdjustmentTests : IAsyncLifetime
{
    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Points_that_an_operator_gives_and_takes_are_in_the_ledger_with_the_reason()
    {
        var memberId = await Api.EnrolNewMember("hotel");

        var given = (await Api.Adjust(memberId, "hotel", 300, "room was noisy", "ticket-1")).Expect(
            HttpStatusCode.Created
        );
        var taken = (await Api.Adjust(memberId, "hotel", -120, "counted twice", "ticket-2")).Expect(
            HttpStatusCode.Created
        );

        Assert.Equal((300, -120, 180), (given.Number("points"), taken.Number("points"), taken.Available));
        var entries = await Api.Send(
            HttpMethod.Get,
            $"/api/members/{memberId}/wallets/hotel/entries",
            await Api.MemberToken(memberId)
        );
        Assert.Equal(
            [
                ("adjustment", "ticket-2", "counted twice", "operator", "a correction by -120 points"),
                ("adjustment", "ticket-1", "room was noisy", "operator", "300 points of goodwill"),
            ],
            entries.Body["items"]!
                .AsArray()
                .Select(it =>
                    (
                        (string)it!["kind"]!,
                        (string)it["reference"]!,
                        (string)it["reason"]!,
                        (string)it["by"]!["role"]!,
                        (string)it["explanation"]![0]!["because"]!
                    )
                )
        );
        var budget = await Api.Send(HttpMethod.Get, "/api/programmes/hotel/budget", await Api.OperatorToken());
        Assert.Equal(
            (0, 300, 500_000),
            (budget.Number("issued"), (long)budget.Body["adjusted"]!["issued"]!, (long)budget.Body["adjusted"]!["cap"]!)
        );
    }

    [Fact]
    public async Task A_repeat_gets_the_first_answer_and_a_reference_counts_once()
    {
        var memberId = await Api.EnrolNewMember("hotel", "green");
        var first = await Api.Adjust(memberId, "hotel", 50, "sorry", "ticket", "key-1");
        first.Expect(HttpStatusCode.Created);
        (await Api.Adjust(memberId, "hotel", -50, "mistake", "back")).Expect(HttpStatusCode.Created);

        Assert.Equal(
            first.Text("entryId"),
            (await Api.Adjust(memberId, "hotel", 50, "sorry", "ticket", "key-1")).Text("entryId")
        );
        (await Api.Adjust(memberId, "hotel", 50, "sorry", "ticket", "key-2")).ExpectProblem(
            HttpStatusCode.Conflict,
            "adjustment-already-counted"
        );
        (await Api.Adjust(memberId, "hotel", -50, "mistake", "back", "key-3")).ExpectProblem(
            HttpStatusCode.Conflict,
            "adjustment-already-counted"
        );
        (await Api.Adjust(memberId, "hotel", -1, "more", "ticket-3")).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-enough-points"
        );
        (await Api.Adjust(memberId, "green", 50, "sorry", "ticket")).Expect(HttpStatusCode.Created);
        (await Api.Adjust(await Api.EnrolNewMember("hotel"), "hotel", 50, "sorry", "ticket")).Expect(
            HttpStatusCode.Created
        );
    }

    [Fact]
    public async Task Points_can_be_taken_from_a_frozen_member_and_not_given()
    {
        var memberId = await Api.EnrolNewMember("hotel");
        (await Api.Adjust(memberId, "hotel", 50, "sorry", "a")).Expect(HttpStatusCode.Created);
        await Api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/freeze",
            await Api.OperatorToken(),
            new JsonObject { ["reason"] = "looks odd" }
        );

        (await Api.Adjust(memberId, "hotel", 50, "sorry", "b")).ExpectProblem(HttpStatusCode.Conflict, "member-frozen");
        Assert.Equal(30, (await Api.Adjust(memberId, "hotel", -20, "mistake", "c")).Available);
    }

    [Fact]
    public async Task A_programme_without_a_cap_takes_only_corrections_down()
    {
        var memberId = await Api.EnrolNewMember("fast-food");
        await Api.EarnPoints(memberId, "fast-food", 10);

        (await Api.Adjust(memberId, "fast-food", 1, "sorry", "a")).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );
        Assert.Equal(9, (await Api.Adjust(memberId, "fast-food", -1, "mistake", "b")).Available);
    }

    [Fact]
    public async Task A_balance_of_another_system_keeps_its_last_days_and_counts_once()
    {
        var memberId = await Api.EnrolNewMember("hotel");
        var body = JsonNode
            .Parse(
                """
                {
                  "programmeId": "hotel", "reference": "card-1",
                  "lots": [
                    { "points": 500, "expiresOn": "2097-12-31", "issuedBy": "hotel" },
                    { "points": 20, "issuedBy": "hotel" }
                  ]
                }
                """
            )!
            .AsObject();

        var first = await Open("key-1");
        var again = await Open("key-1");

        first.Expect(HttpStatusCode.Created);
        Assert.Equal((520, 520), (first.Number("points"), first.Available));
        Assert.Equal(first.Text("entryId"), again.Text("entryId"));
        (await Open("key-2")).ExpectProblem(HttpStatusCode.Conflict, "opening-balance-already-counted");
        var budget = await Api.Send(HttpMethod.Get, "/api/programmes/hotel/budget", await Api.OperatorToken());
        Assert.Equal(
            ("ever", 520),
            ((string)budget.Body["opened"]!["period"]!, (long)budget.Body["opened"]!["issued"]!)
        );
        body["lots"]![0]!["expiresOn"] = "2020-12-31";
        body["reference"] = "card-2";
        (await Open("key-3")).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "lots[0].expiresOn");

        async Task<Reply> Open(string key) =>
            await Api.Send(
                HttpMethod.Post,
                $"/api/members/{memberId}/opening-balances",
                await Api.OperatorToken(),
                body.DeepClone().AsObject(),
                key
            );
    }

    [Theory]
    [InlineData("""{ "points": 0 }""", "points")]
    [InlineData("""{ "points": 1.5 }""", "points")]
    [InlineData("""{ "points": -1, "kind": "goodwill" }""", "points")]
    [InlineData("""{ "reason": "" }""", "reason")]
    [InlineData("""{ "reference": null }""", "reference")]
    public async Task A_malformed_adjustment_is_refused(string change, string field)
    {
        var body = Api.AdjustmentBody("hotel", 5, "sorry", "a");
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            body[name] = value?.DeepClone();

        var answer = await Api.Send(
            HttpMethod.Post,
            "/api/members/m-1/adjustments",
            await Api.OperatorToken(),
            body,
            "key"
        );

        answer.ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", field);
    }
}
