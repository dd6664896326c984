using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// No person of the staff gives a friend many points alone: neither at once, nor in small steps, nor through many
/// friends. What is more waits for a second operator.
/// </summary>
public sealed class StaffLimitTests : IAsyncLifetime
{
    private const string Programme = "supermarket";
    private RunningHost _host = null!;
    private string _mule = "";

    private Api Api => _host.Api;

    /// <summary>With small limits, so that few requests reach them: 100 points or ¥100 with one item.</summary>
    public async ValueTask InitializeAsync()
    {
        var settings = new Dictionary<string, string>(AcceptanceHost.HighLimits, StringComparer.Ordinal)
        {
            ["Approvals__Points"] = "100",
            ["Approvals__AmountFen"] = "10000",
            ["Approvals__SupportPoints"] = "10",
        };
        _host = await RunningHost.Start(configure: it => it with { Settings = settings });
        await Api.SetClock("2027-03-01T10:00:00+08:00");
        await Api.PublishCopy(Programme, "generous", Generous);
        _mule = await Enrol();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_large_purchase_that_an_operator_posts_is_booked_when_a_second_one_approves_it()
    {
        var asked = (await Buy(_mule, "o-1", 10_001)).Expect(HttpStatusCode.Accepted);

        Assert.Equal(("purchase", "waiting"), (asked.Text("kind"), asked.Text("status")));
        Assert.Equal("o-1", (string?)asked.Body["command"]!["body"]!["orderId"]);
        Assert.Equal(0, await Balance(_mule));
        (await Api.Decide(asked.Text("approvalId"), "approve", "mine", await Api.OperatorToken())).ExpectProblem(
            HttpStatusCode.Forbidden,
            "own-request"
        );

        Assert.Equal(100, (long)(await Api.Approve(asked))["points"]!);
        Assert.Equal(100, await Balance(_mule));
        var again = (await Buy(_mule, "o-1", 10_001)).Expect(HttpStatusCode.Created);
        Assert.True(again.Replayed);
        Assert.Equal(100, await Balance(_mule));
    }

    [Fact]
    public async Task A_rejected_purchase_is_never_booked()
    {
        var asked = await Buy(_mule, "o-1", 10_001);

        (await Api.Decide(asked.Text("approvalId"), "reject", "who is that?")).Expect(HttpStatusCode.OK);

        Assert.Equal(0, await Balance(_mule));
        Assert.NotEqual(asked.Text("approvalId"), (await Buy(_mule, "o-1", 10_001)).Text("approvalId"));
    }

    [Fact]
    public async Task Small_steps_add_up_for_one_member_on_one_day()
    {
        for (var step = 1; step <= 5; step++)
            (await Buy(_mule, $"o-{step}", 10_000)).Expect(HttpStatusCode.Created);

        (await Buy(_mule, "o-6", 100)).Expect(HttpStatusCode.Accepted);
        Assert.True((await Buy(_mule, "o-5", 10_000)).Expect(HttpStatusCode.Created).Replayed);
        Assert.Equal(500, await Balance(_mule));
        (await Buy(await Enrol(), "o-7", 10_000)).Expect(HttpStatusCode.Created);
        (await Buy(_mule, "o-8", 100, by: "ops-3")).Expect(HttpStatusCode.Created);
        await Api.SetClock("2027-03-02T00:00:00+08:00");
        (await Buy(_mule, "o-9", 10_000)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Small_steps_add_up_whatever_they_are()
    {
        (await Buy(_mule, "o-1", 10_000)).Expect(HttpStatusCode.Created);
        (await Adjust(_mule, 100, "a-1")).Expect(HttpStatusCode.Created);
        (await Adjust(_mule, -100, "a-2")).Expect(HttpStatusCode.Created);
        (await Adjust(_mule, 100, "a-3")).Expect(HttpStatusCode.Created);
        (await Open(_mule, 100, "b-1")).Expect(HttpStatusCode.Created);

        foreach (var asked in (Reply[])[await Adjust(_mule, 1, "a-4"), await Open(_mule, 1, "b-2"), await Act(_mule)])
            asked.Expect(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Many_friends_do_not_help()
    {
        for (var friend = 0; friend < 10; friend++)
        {
            var memberId = await Enrol();
            for (var step = 0; step < 5; step++)
                (await Adjust(memberId, 100, $"a-{step}")).Expect(HttpStatusCode.Created);
        }

        (await Adjust(_mule, 1, "a-1")).Expect(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("adjustment", 101)]
    [InlineData("adjustment", -101)]
    [InlineData("opening-balance", 101)]
    public async Task What_staff_give_or_take_is_booked_when_a_second_operator_approves_it(string kind, long points)
    {
        for (var step = 0; step < 2; step++)
            (await Adjust(_mule, 100, $"a-{step}")).Expect(HttpStatusCode.Created);

        var asked = kind == "adjustment" ? await Adjust(_mule, points, "a") : await Open(_mule, points, "a");
        Assert.Equal((kind, 200), (asked.Expect(HttpStatusCode.Accepted).Text("kind"), await Balance(_mule)));
        await Api.Approve(asked);

        Assert.Equal(200 + points, await Balance(_mule));
        var entry = (await Api.Ledger(_mule, "generous"))[^1];
        Assert.Equal("operator", (string?)entry["by"]!["role"]);
        if (kind == "adjustment")
            Assert.Equal("a gesture", (string?)entry["reason"]);
    }

    [Fact]
    public async Task Support_has_a_lower_limit_and_an_operator_approves()
    {
        (await Adjust(_mule, 10, "a-1", "support")).Expect(HttpStatusCode.Created);

        var asked = await Adjust(_mule, 11, "a-2", "support");

        Assert.Equal(21, 10 + (long)(await Api.Approve(asked))["points"]!);
        Assert.Equal(21, await Balance(_mule));
    }

    [Fact]
    public async Task Tills_have_no_such_limits() =>
        (
            await Api.Send(
                HttpMethod.Post,
                $"/api/members/{_mule}/accruals",
                await Api.MerchantToken(Programme),
                Purchase("o-1", 1_000_000),
                "k"
            )
        ).Expect(HttpStatusCode.Created);

    [Fact]
    public async Task What_is_refused_anyway_waits_for_nobody()
    {
        (await Buy("m-nobody", "o-1", 10_001)).ExpectProblem(HttpStatusCode.Conflict, "member-not-enrolled");
        (await Adjust(_mule, -101, "a-1")).ExpectProblem(HttpStatusCode.Conflict, "not-enough-points");
    }

    private static void Generous(JsonObject document)
    {
        document["budget"]!["adjustments"] = new JsonObject { ["capPoints"] = 100_000, ["merchantId"] = Programme };
        document["budget"]!["openings"] = new JsonObject { ["capPoints"] = 100_000 };
        document["actions"] = JsonNode.Parse(
            """
            [ { "action": "survey", "kind": "survey", "name": { "zh": "调查", "en": "Survey" }, "points": 10,
                "merchantId": "supermarket", "limit": { "times": 5, "per": "month" }, "by": ["operator"] } ]
            """
        );
    }

    private Task<string> Enrol() => Api.EnrolNewMember("generous");

    private async Task<long> Balance(string memberId) => (await Api.Wallet(memberId, "generous")).Available;

    private static JsonObject Purchase(string orderId, long fen) =>
        new()
        {
            ["programmeId"] = "generous",
            ["merchantId"] = Programme,
            ["orderId"] = orderId,
            ["occurredAt"] = "2027-03-01T09:00:00+08:00",
            ["lines"] = new JsonArray(
                new JsonObject
                {
                    ["sku"] = "tea",
                    ["category"] = "food",
                    ["amountFen"] = fen,
                }
            ),
        };

    private async Task<Reply> Buy(string memberId, string orderId, long fen, string by = "ops") =>
        await Post(memberId, "accruals", Purchase(orderId, fen), $"{memberId}-{orderId}", by);

    private Task<Reply> Adjust(string memberId, long points, string reference, string role = "operator") =>
        Post(
            memberId,
            "adjustments",
            new()
            {
                ["programmeId"] = "generous",
                ["points"] = points,
                ["reason"] = "a gesture",
                ["reference"] = reference,
            },
            $"{memberId}-{reference}",
            "ops",
            role
        );

    private Task<Reply> Open(string memberId, long points, string reference) =>
        Post(
            memberId,
            "opening-balances",
            new()
            {
                ["programmeId"] = "generous",
                ["reference"] = reference,
                ["lots"] = new JsonArray(
                    new JsonObject
                    {
                        ["points"] = points,
                        ["expiresOn"] = "2028-12-31",
                        ["issuedBy"] = Programme,
                    }
                ),
            },
            $"{memberId}-{reference}",
            "ops"
        );

    private Task<Reply> Act(string memberId) =>
        Post(
            memberId,
            "actions",
            new()
            {
                ["programmeId"] = "generous",
                ["action"] = "survey",
                ["reference"] = "s-1",
            },
            "s-1",
            "ops"
        );

    private async Task<Reply> Post(
        string memberId,
        string what,
        JsonObject body,
        string key,
        string by,
        string role = "operator"
    ) => await Api.Send(HttpMethod.Post, $"/api/members/{memberId}/{what}", await Api.CreateToken(by, role), body, key);
}
