using Microsoft.AspNetCore.Http;
using Points.Cli.Tests.Importing;

namespace Points.Cli.Tests.Sending;

/// <summary>The <c>send</c> command with the URL of a host and a token.</summary>
public sealed class SendToUrlTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_merchant_sends_its_events_with_its_own_token()
    {
        await using var host = await RunningHost.Start();
        var memberId = await host.Api.EnrolNewMember(MerchantEventJson.MerchantId);

        var (exitCode, output, errors) = await Send(
            host.Address,
            await host.Api.MerchantToken(MerchantEventJson.MerchantId),
            memberId
        );

        Assert.Equal((0, "", 1), (exitCode, errors, ImportReport.Read(output)["accepted"]));
        Assert.Equal(100, (await host.Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available);
    }

    [Fact]
    public async Task Events_of_another_merchant_than_that_of_the_token_are_not_sent()
    {
        await using var host = await RunningHost.Start();
        var memberId = await host.Api.EnrolNewMember(MerchantEventJson.MerchantId);

        var (exitCode, _, errors) = await Send(host.Address, await host.Api.MerchantToken("supermarket"), memberId);

        Assert.Equal(
            (1, "The token does not allow line 1: it is not a token of the merchant fast-food."),
            (exitCode, errors.TrimEnd())
        );
        Assert.Equal(0, (await host.Api.Wallet(memberId, MerchantEventJson.MerchantId)).Available);
    }

    [Fact]
    public async Task A_host_without_local_queues_is_refused_in_one_sentence()
    {
        var posts = 0;
        await using var server = await StubServer.Start(http =>
        {
            if (HttpMethods.IsPost(http.Request.Method))
                Interlocked.Increment(ref posts);
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });

        var (exitCode, output, errors) = await Send(server.Address, "t", "m");

        Assert.Equal(
            (1, "", 0, $"The host at {server.Address} takes merchants' events only from its Service Bus queue."),
            (exitCode, output, posts, errors.TrimEnd())
        );
    }

    private Task<(int ExitCode, string Output, string Errors)> Send(Uri url, string token, string memberId) =>
        PointsCommand.RunWithToken(
            token,
            [
                "send",
                _folder.Write("events.jsonl", MerchantEventJson.Purchase(memberId, 10_000).ToJsonString()),
                "--url",
                url.ToString(),
            ]
        );
}
