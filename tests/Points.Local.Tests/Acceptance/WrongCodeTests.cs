using System.Net;
using System.Text.Json.Nodes;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>Ten wrong codes lock a till for minutes, at every instance of the app.</summary>
public sealed class WrongCodeTests(LimitedHost host) : IClassFixture<LimitedHost>
{
    private const string Programme = "fast-food";
    private const int WrongCodesMax = 10;
    private readonly Api _api = host.Api;

    public static TheoryData<string> Doors =>
        ["resolve", "purchase", "purchase quote", "bill quote", "redemption", "voucher"];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Ten_wrong_codes_lock_this_till_for_every_code(string door)
    {
        var memberId = await _api.EnrolNewMember(Programme);
        var (till, other) = (await NewTill(_api), await NewTill(_api));

        for (var i = 0; i < WrongCodesMax; i++)
            Assert.NotEqual(HttpStatusCode.TooManyRequests, (await Name(door, memberId, till)).Status);

        foreach (var each in Doors.Select(it => it.Data))
            (await Name(each, memberId, till)).ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-wrong-codes");
        var code = await _api.CreateCardCode(memberId);
        (await Resolve(_api, till, code)).ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-wrong-codes");
        (await Resolve(_api, other, code)).Expect(HttpStatusCode.OK);
        (
            await _api.Send(
                HttpMethod.Post,
                $"/api/members/{memberId}/accruals",
                till,
                PurchaseBody(Programme, 100),
                Guid.NewGuid().ToString()
            )
        ).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Operators_are_never_locked()
    {
        var token = await _api.OperatorToken();
        for (var i = 0; i < 2 * WrongCodesMax; i++)
            (await Resolve(_api, token, "00000000000000000000")).ExpectProblem(
                HttpStatusCode.Conflict,
                "card-code-invalid"
            );
    }

    [Fact]
    public async Task Another_instance_knows_of_the_lock_which_ends_after_minutes()
    {
        using var folder = new TempFolder();
        string till;
        await using (var first = await RunningHost.Start(folder.PathOf("data")))
        {
            till = await NewTill(first.Api);
            for (var i = 0; i < WrongCodesMax; i++)
                await Resolve(first.Api, till, "00000000000000000000");
        }
        await using var second = await RunningHost.Start(folder.PathOf("data"));
        var code = await second.Api.CreateCardCode(await second.Api.EnrolNewMember(Programme));

        (await Resolve(second.Api, till, code)).ExpectProblem(HttpStatusCode.TooManyRequests, "too-many-wrong-codes");
        await second.Api.SetClock(second.Clock.GetUtcNow().AddMinutes(5).ToString("O"));

        (await Resolve(second.Api, till, "00000000000000000000")).ExpectProblem(
            HttpStatusCode.Conflict,
            "card-code-invalid"
        );
    }

    private Task<Reply> Name(string door, string memberId, string till)
    {
        var purchase = PurchaseBody(Programme, 100);
        purchase["cardCode"] = "00000000000000000000";
        var redemption = RedemptionBody(Programme, "meal");
        redemption["memberCode"] = "000000000000000000";
        var bill = PurchaseBody(Programme, 100);
        bill["cardCode"] = "00000000000000000000";
        foreach (var name in (string[])["orderId", "occurredAt"])
            bill.Remove(name);
        return door switch
        {
            "resolve" => Resolve(_api, till, "00000000000000000000"),
            "purchase" => Post(till, $"members/{memberId}/accruals", purchase),
            "purchase quote" => Post(till, $"members/{memberId}/accruals/quote", purchase),
            "bill quote" => Post(till, $"members/{memberId}/bills/quote", bill),
            "redemption" => Post(till, $"members/{memberId}/redemptions", redemption),
            _ => Post(till, "vouchers/V000000000000000/use", new() { ["reference"] = Guid.NewGuid().ToString() }),
        };
    }

    private Task<Reply> Post(string till, string path, JsonObject body) =>
        _api.Send(HttpMethod.Post, $"/api/{path}", till, body, Guid.NewGuid().ToString());

    private static Task<Reply> Resolve(Api api, string till, string code) =>
        api.Send(HttpMethod.Post, "/api/members/resolve", till, new JsonObject { ["cardCode"] = code });

    /// <summary>A till of its own: the lock must not hit other tests.</summary>
    private static Task<string> NewTill(Api api) => api.CreateToken($"till-{Guid.NewGuid():N}", "merchant", Programme);
}
