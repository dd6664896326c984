using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Points.Local.Tests.Observing;

/// <summary>
/// Even at the most detailed log level, logs, traces and metrics contain no personal data and no secrets.
/// </summary>
public sealed class LogTests
{
    private const string Programme = "pet-shop",
        Phone = "13900004711",
        PetName = "Wangcai4711",
        InvalidPhone = "13900004712?";

    [Fact]
    public async Task Logs_traces_and_metrics_contain_no_phone_numbers_names_tokens_or_codes()
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

        string[] secrets = [Phone, PetName, InvalidPhone, .. await UseSecrets(api)];
        await collector.WaitForMeasure(
            "points.notices",
            it => it.Value >= 1 && it.Tags["points.channel"] == "sms" && it.Tags["points.result"] == "failed"
        );
        await collector.WaitForMeasure("points.refusals", it => it.Tags["points.refusal.code"] == "unauthenticated");
        var (_, errors) = await host.StopBySignal();
        var telemetry = errors + await host.RemainingOutput + collector.AllText;

        // Both did receive the logs.
        Assert.Contains("ChangeNotices succeeded", errors, StringComparison.Ordinal);
        Assert.Contains("ChangeNotices succeeded", collector.AllText, StringComparison.Ordinal);
        Assert.Contains("Dead-lettered merchant message", errors, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, telemetry, StringComparison.Ordinal));
    }

    /// <summary>Sends valid and invalid requests that contain personal data and secrets.</summary>
    /// <returns>The secrets that the host issued meanwhile.</returns>
    private static async Task<string[]> UseSecrets(Api api)
    {
        var (member, till) = ($"m-{Guid.NewGuid():N}", await api.MerchantToken(Programme));
        (await api.Enrol(member, Profile(Phone))).Expect(HttpStatusCode.Created);
        (await api.Enrol(member, Profile(InvalidPhone))).ExpectProblem(
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
        var code = await api.CreateSpendCode(member, Programme, merchantId: Programme);
        var card = await api.CreateCardCode(member);
        (
            await api.Send(
                HttpMethod.Post,
                "/api/members/resolve",
                await api.MerchantToken(Programme),
                new JsonObject { ["cardCode"] = card }
            )
        ).Expect(HttpStatusCode.OK);
        await api.EarnPoints(member, "supermarket", 2_000);
        var voucher = (await api.Redeem(member, Api.RedemptionBody("supermarket", "voucher", points: 1_000)))
            .Expect(HttpStatusCode.Created)
            .Code!;
        (await api.UseVoucher(voucher, "cinema")).Expect(HttpStatusCode.Conflict);
        var message = await api.QueueToken(Programme);
        await PostMessage(api, $"{message}x", Profile(Phone));
        await PostMessage(api, message, Profile(Phone));
        (await api.Announce(Programme, "2040-01-01", it => it["validity"]!["months"] = 12)).Expect(
            HttpStatusCode.Accepted
        );
        await api.RunJob("ChangeNotices");
        return [SignatureOf(till), SignatureOf(message), code, card, voucher];
    }

    private static string SignatureOf(string token) => token.Split('.')[^1];

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
