using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>A till that posts purchases for many people who are not enrolled is locked for minutes.</summary>
public sealed class UnknownMemberTests(LimitedHost host) : IClassFixture<LimitedHost>
{
    private const string Programme = "fast-food";
    private const int UnknownMembersMax = 100;
    private readonly Api _api = host.Api;

    [Fact]
    public async Task A_hundred_people_lock_this_till_except_for_purchases_with_a_card()
    {
        var (member, elsewhere) = (await _api.EnrolNewMember(Programme), await _api.EnrolNewMember("airline"));
        var (till, other) = (await NewTill(), await NewTill());

        foreach (var person in NewPeople(UnknownMembersMax - 1).Append(elsewhere))
            (await Post(till, person)).ExpectProblem(HttpStatusCode.Conflict, "member-not-enrolled");

        foreach (var person in (string[])[member, .. NewPeople(1)])
            (await Post(till, person)).ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-unknown-members");
        (await Post(other, member)).Expect(HttpStatusCode.Created);
        (await Post(await _api.OperatorToken(), member)).Expect(HttpStatusCode.Created);
        (await Post(till, member, await _api.CreateCardCode(member))).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_same_person_and_operators_lock_nothing()
    {
        var (till, person) = (await NewTill(), NewPeople(1)[0]);

        for (var i = 0; i < UnknownMembersMax + 1; i++)
            (await Post(till, person)).ExpectProblem(HttpStatusCode.Conflict, "member-not-enrolled");
        foreach (var each in NewPeople(UnknownMembersMax + 1))
            (await Post(await _api.OperatorToken(), each)).ExpectProblem(
                HttpStatusCode.Conflict,
                "member-not-enrolled"
            );
    }

    [Fact]
    public async Task Answers_that_are_the_same_for_everybody_lock_nothing()
    {
        var till = await NewTill();
        var bill = PurchaseBody(Programme, 100);
        foreach (var name in (string[])["orderId", "occurredAt"])
            bill.Remove(name);
        // Quotes have a limit of their own.
        foreach (var person in NewPeople(UnknownMembersMax / 2))
            (await Send(till, $"members/{person}/bills/quote", bill)).Expect(HttpStatusCode.OK);
        foreach (var person in NewPeople(UnknownMembersMax + 1))
        {
            var refund = new JsonObject
            {
                ["programmeId"] = Programme,
                ["merchantId"] = Programme,
                ["orderId"] = $"order-{person}",
                ["refundId"] = $"refund-{person}",
                ["amountFen"] = 1,
            };
            (await Send(till, $"members/{person}/refunds", refund)).Expect(HttpStatusCode.Created);
        }

        (await Post(till, await _api.EnrolNewMember(Programme))).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Another_instance_refuses_the_next_person_and_the_lock_ends_after_minutes()
    {
        using var folder = new TempFolder();
        string till;
        await using (var first = await RunningHost.Start(folder.PathOf("data"), configure: Few))
        {
            till = await NewTill(first.Api);
            foreach (var person in NewPeople(3))
                await Post(till, person, api: first.Api);
        }
        await using var second = await RunningHost.Start(folder.PathOf("data"), configure: Few);
        var member = await second.Api.EnrolNewMember(Programme);

        foreach (var person in (string[])[.. NewPeople(1), member])
            (await Post(till, person, api: second.Api)).ExpectProblem(
                HttpStatusCode.TooManyRequests,
                "too-many-unknown-members"
            );
        await second.Api.SetClock(second.Clock.GetUtcNow().AddMinutes(5).ToString("O"));

        (await Post(till, member, api: second.Api)).Expect(HttpStatusCode.Created);
    }

    private static LocalHostOptions Few(LocalHostOptions it) =>
        it with
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Limits__UnknownMembers"] = "3" },
        };

    private static string[] NewPeople(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => $"nobody-{Guid.NewGuid():N}")];

    private Task<Reply> Post(string till, string person, string? cardCode = null, Api? api = null)
    {
        var purchase = PurchaseBody(Programme, 100);
        if (cardCode is not null)
            purchase["cardCode"] = cardCode;
        return Send(till, $"members/{person}/accruals", purchase, api);
    }

    private Task<Reply> Send(string till, string path, JsonObject body, Api? api = null) =>
        (api ?? _api).Send(HttpMethod.Post, $"/api/{path}", till, body, Guid.NewGuid().ToString());

    /// <summary>A till of its own: the lock must not hit other tests.</summary>
    private Task<string> NewTill(Api? api = null) =>
        (api ?? _api).CreateToken($"till-{Guid.NewGuid():N}", "merchant", Programme);
}
