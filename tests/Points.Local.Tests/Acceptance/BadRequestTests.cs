using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>Requests with an invalid body, idempotency key or path are refused and change nothing.</summary>
public sealed class BadRequestTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("not json")]
    [InlineData("{\"orderId\":\"a\",\"orderId\":\"b\"}")]
    public async Task A_body_that_is_not_a_JSON_object_is_invalid(string body)
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
    public async Task A_body_over_the_size_limit_is_refused(int bytes)
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
    public async Task A_request_that_moves_points_needs_an_idempotency_key_of_visible_ASCII(string? key)
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
    public async Task An_invalid_id_in_the_path_gets_a_problem_document(string memberId)
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
    public async Task A_body_with_broken_chunked_framing_is_invalid()
    {
        using var socket = new System.Net.Sockets.TcpClient("127.0.0.1", _api.Port);
        var request =
            "POST /api/members/m-1/accruals HTTP/1.1\r\nHost: localhost\r\n"
            + $"Authorization: Bearer {await _api.OperatorToken()}\r\n"
            + "Idempotency-Key: k\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nno chunk\r\n\r\n";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);

        var answer = await new StreamReader(socket.GetStream()).ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"invalid-request\"", answer, StringComparison.Ordinal);
    }
}
