using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Points.Cli.Client;
using Points.Cli.Importing.Planning;
using Points.Cli.Importing.Posting;

namespace Points.Cli.Tests.Client;

/// <summary>How the commands' client handles servers that are not the host, or do not behave like it.</summary>
public sealed class HostClientTests
{
    private const string Tokens = "/local/tokens",
        Token = """{"token":"t"}""";

    [Theory]
    [InlineData(200, "<html>")]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(404, "")]
    [InlineData(401, "")]
    public async Task A_server_that_is_not_the_host_is_recognized(int status, string body)
    {
        await using var server = await StubServer.Start(http => Answer(http, status, body));
        using var api = ConnectTo(server.Address);
        var exception = await Assert.ThrowsAsync<CommandException>(() =>
            api.Authenticate(TestContext.Current.CancellationToken)
        );
        Assert.Contains("is not a host of Points", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_not_a_host()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var host = new HostConnection(
            new HttpClient
            {
                BaseAddress = new Uri($"http://{silent.LocalEndpoint}/"),
                Timeout = TimeSpan.FromMilliseconds(200),
            }
        );
        using var api = new HostClient(host, HostTokens.ForOperator(host));
        var exception = await Assert.ThrowsAsync<CommandException>(() =>
            api.Authenticate(TestContext.Current.CancellationToken)
        );
        Assert.StartsWith("No host answers at", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_request_for_a_new_token_is_repeated()
    {
        var (tokens, requests) = (0, 0);
        await using var server = await StubServer.Start(http =>
        {
            if (http.Request.Path == Tokens)
            {
                if (++tokens != 2)
                    return Answer(http, 200, Token);
                http.Abort();
                return Task.CompletedTask;
            }
            return ++requests < 3 ? Answer(http, 401, "{}") : Answer(http, 200, "{}");
        });
        using var api = ConnectTo(server.Address);
        await api.Authenticate(TestContext.Current.CancellationToken);
        var answer = await api.Send(
            HttpMethod.Get,
            "api/members/m-1",
            body: null,
            key: null,
            TestContext.Current.CancellationToken
        );
        Assert.Equal((HttpStatusCode.OK, 3), (answer.Status, tokens));
    }

    [Theory]
    [InlineData(404, """{"code":"not-found"}""", "The host has no programme p.")]
    [InlineData(409, """{"code":"merchant-not-in-programme"}""", "The merchant m gives no points in the programme p.")]
    [InlineData(
        400,
        """{"code":"invalid-request","errors":{"merchantId":"is not an id"}}""",
        "(invalid-request): merchantId is not an id"
    )]
    [InlineData(200, "<html>", "is not a host of Points")]
    public async Task A_wrong_programme_or_merchant_is_reported_before_the_first_purchase(
        int status,
        string body,
        string expected
    )
    {
        await using var server = await StubServer.Start(http =>
            http.Request.Path == Tokens ? Answer(http, 200, Token) : Answer(http, status, body)
        );
        using var api = ConnectTo(server.Address);
        var exception = await Assert.ThrowsAsync<CommandException>(() =>
            new PurchasePoster(api, Faults, "p", "m").CheckProgrammeAndMerchant(TestContext.Current.CancellationToken)
        );
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_the_probe_member_shows_that_programme_and_merchant_exist()
    {
        await using var server = await StubServer.Start(http =>
            Answer(http, 409, """{"code":"member-not-enrolled"}""")
        );
        using var api = ConnectTo(server.Address);
        await new PurchasePoster(api, Faults, "p", "m").CheckProgrammeAndMerchant(
            TestContext.Current.CancellationToken
        );
    }

    private static HostFault Faults => new(new(A, A, A, A, null, null, null, null, null));

    private static Column A => new(0, "a");

    private static HostClient ConnectTo(Uri address)
    {
        var host = HostConnection.Open(address, parallel: 1);
        return new(host, HostTokens.ForOperator(host));
    }

    private static Task Answer(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(body.Length == 0 ? " " : body);
    }
}
