using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Points.Local.Tests.Observing;

/// <summary>Whatever a host says while it works, at the highest level of detail, it says nothing about who its members are.</summary>
public sealed class LogTests
{
    private const string Programme = "pet-shop",
        Phone = "13900004711",
        PetName = "Wangcai4711",
        NoPhone = "13900004712?";

    [Fact]
    public async Task Neither_logs_nor_traces_nor_measures_hold_phone_numbers_names_tokens_or_codes()
    {
        using var folder = new TempFolder();
        await using var collector = await OtlpCollector.Start();
        await using var gateway = await StubServer.Start(Fail);
        await using var host = await HostProcess.StartWithEnvironment(
            collector.Environment,
            folder.PathOf("data"),
            "--log-level",
            "trace",
            "--sms-gateway",
            new Uri(gateway.Address, "/sms").ToString(),
            "--push-gateway",
            "http://127.0.0.1:9/push"
        );
        using var api = new Api(host.Address);

        string[] secrets = [Phone, PetName, NoPhone, .. await Work(api)];
        await collector.WaitForMeasure(
            "points.notices",
            it => it.Value >= 1 && it.Tags["points.channel"] == "sms" && it.Tags["points.result"] == "failed"
        );
        await collector.WaitForMeasure("points.refusals", it => it.Tags["points.refusal.code"] == "unauthenticated");
        var (_, errors) = await host.StopBySignal();
        var said = errors + await host.RemainingOutput + collector.AllText;

        // It did say much, and to both.
        Assert.Contains("ChangeNotices has run", errors, StringComparison.Ordinal);
        Assert.Contains("ChangeNotices has run", collector.AllText, StringComparison.Ordinal);
        Assert.Contains("is dead-lettered: invalid-message", errors, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, said, StringComparison.Ordinal));
    }

    /// <summary>Does rightly and wrongly what involves such things.</summary>
    /// <returns>What came to be a secret meanwhile.</returns>
    private static async Task<string[]> Work(Api api)
    {
        var (member, till) = ($"m-{Guid.NewGuid():N}", await api.MerchantToken(Programme));
        (await api.Enrol(member, Profile(Phone))).Expect(HttpStatusCode.Created);
        (await api.Enrol(member, Profile(NoPhone))).ExpectProblem(
            HttpStatusCode.BadRequest,
            "invalid-request",
            "phone"
        );
        (
            await api.Send(
                HttpMethod.Put,
                $"/api/members/{member}",
                await api.OperatorToken(),
                Encoding.UTF8.GetBytes($$"""{"phone":"{{Phone}}" "pets":"{{PetName}}"}""")
            )
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request");
        (await api.Send(HttpMethod.Get, $"/api/members/{member}", $"{till}x")).ExpectProblem(
            HttpStatusCode.Unauthorized,
            "unauthenticated"
        );
        (await api.Send(HttpMethod.Get, $"/api/members/{Phone}/wallets/{PetName}", till)).ExpectProblem(
            HttpStatusCode.Forbidden,
            "forbidden"
        );
        await api.EarnPoints(member, Programme, 5_000);
        var code = await api.CreateSpendCode(member);
        await api.EarnPoints(member, "supermarket", 2_000);
        var voucher = (await api.Redeem(member, Api.RedemptionBody("supermarket", "voucher", points: 1_000)))
            .Expect(HttpStatusCode.Created)
            .Code!;
        (await api.UseVoucher(voucher, "cinema")).Expect(HttpStatusCode.Conflict);
        await PostMessage(api, $"{till}x", Profile(Phone));
        await PostMessage(api, till, Profile(Phone));
        (await api.Announce(Programme, "2040-01-01", it => it["validity"]!["months"] = 12)).Expect(
            HttpStatusCode.Accepted
        );
        await api.RunJob("ChangeNotices");
        return [till.Split('.')[2], code, voucher];
    }

    private static JsonObject Profile(string phone) =>
        new()
        {
            ["identityVerified"] = true,
            ["phone"] = phone,
            ["programmes"] = new JsonArray(Programme, "supermarket"),
            ["pets"] = new JsonArray(new JsonObject { ["name"] = PetName, ["birthday"] = "2020-02-02" }),
        };

    private static async Task PostMessage(Api api, string token, JsonObject body) =>
        (await api.Send(HttpMethod.Post, "/local/queues/merchant-events", token, body)).Expect(HttpStatusCode.Accepted);

    private static Task Fail(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        return http.Response.StartAsync();
    }
}
