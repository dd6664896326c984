using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Points.Cli.Hosts;
using Points.Cli.Importing.Posting;
using Points.Client;

namespace Points.Cli.Tests.Hosts;

/// <summary>How the commands' client handles servers that are not the host, or do not behave like it.</summary>
public sealed class HostClientTests
{
    private const string Tokens = "/local/tokens";

    [Theory]
    [InlineData(200, "<html>")]
    [InlineData(200, "{}")]
    [InlineData(200, "[]")]
    [InlineData(404, " ")]
    [InlineData(401, " ")]
    public async Task A_server_that_is_not_the_host_is_recognized(int status, string body)
    {
        await using var server = await StubServer.Start(http => http.Write(status, body));
        await AssertFails(server.Address, "is not a host of Points");
    }

    [Theory]
    [InlineData(200, "<html>")]
    [InlineData(200, "{}")]
    [InlineData(404, "<html>")]
    public async Task A_server_that_takes_a_token_and_is_not_the_host_is_recognized(int status, string body)
    {
        await using var server = await StartIssuer(http => http.Write(status, body));
        await AssertFails(server.Address, "is not a host of Points");
    }

    [Fact]
    public async Task A_host_that_refuses_the_tokens_it_issues_is_not_a_host()
    {
        await using var server = await StartIssuer(http => http.WriteProblem(401, "unauthenticated"));
        await AssertFails(server.Address, "is not a host of Points");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_not_a_host()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = new Uri($"http://{silent.LocalEndpoint}/");
        using var api = ConnectTo(address, firstAnswerWait: TimeSpan.FromMilliseconds(200));
        var exception = await Assert.ThrowsAsync<CommandException>(() => ReadJobs(api));
        Assert.StartsWith(
            $"No host answers at {address} (no answer in time)",
            exception.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_failed_request_for_a_new_token_is_repeated()
    {
        var tokens = 0;
        await using var server = await StubServer.Start(http =>
        {
            if (http.Request.Path != Tokens)
                return http.Request.Headers.Authorization == "Bearer t3"
                    ? http.Write(200, """{"items":[]}""")
                    : http.WriteProblem(401, "unauthenticated");
            if (++tokens != 2)
                return http.Write(200, $$"""{"token":"t{{tokens}}"}""");
            http.Abort();
            return Task.CompletedTask;
        });
        using var api = ConnectTo(server.Address);
        Assert.Equal((200, 3), ((await ReadJobs(api)).Accepted?.StatusCode, tokens));
    }

    [Theory]
    [InlineData(404, "not-found", "The host has no programme p.")]
    [InlineData(409, "merchant-not-in-programme", "The merchant m gives no points in the programme p.")]
    [InlineData(400, "invalid-request", "(invalid-request): merchantId is not an id")]
    public async Task A_wrong_programme_or_merchant_is_reported_before_the_first_purchase(
        int status,
        string code,
        string expected
    )
    {
        await using var server = await StartIssuer(http =>
            http.WriteProblem(status, code, new JsonObject { ["merchantId"] = "is not an id" })
        );
        await AssertFails(server.Address, expected);
    }

    [Fact]
    public async Task A_refusal_of_the_probe_member_shows_that_programme_and_merchant_exist()
    {
        await using var server = await StartIssuer(http => http.WriteProblem(409, "member-not-enrolled"));
        using var api = ConnectTo(server.Address);
        await CheckProgramme(api);
    }

    private static async Task AssertFails(Uri address, string reason)
    {
        using var api = ConnectTo(address);
        var exception = await Assert.ThrowsAsync<CommandException>(() => CheckProgramme(api));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    private static Task CheckProgramme(HostClient api) =>
        MerchantCheck.Run(api, "p", "m", TestContext.Current.CancellationToken);

    private static Task<HostAnswer<JobList>> ReadJobs(HostClient api) =>
        api.Ask(points => points.JobsAsync(TestContext.Current.CancellationToken));

    private static HostClient ConnectTo(Uri address, TimeSpan? firstAnswerWait = null) =>
        HostOptions.OneMachine(HostConnection.Open(address, parallel: 1, firstAnswerWait));

    /// <summary>A server that issues tokens, and answers other requests like this.</summary>
    private static Task<StubServer> StartIssuer(Func<HttpContext, Task> other) =>
        StubServer.Start(http => http.Request.Path == Tokens ? http.Write(200, """{"token":"t"}""") : other(http));
}
