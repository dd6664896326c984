using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Points.Client.Tests;

/// <summary>A request without a final answer is sent again, as the same request.</summary>
public sealed class RetryTests
{
    private static readonly PointsClientOptions Quick = new()
    {
        FirstWait = TimeSpan.FromMilliseconds(1),
        LongestWait = TimeSpan.FromMilliseconds(20),
        AttemptsMax = 4,
    };

    private readonly ConcurrentQueue<(string Key, string Body)> _received = new();

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task It_is_sent_again_with_the_same_key_and_body(int status)
    {
        await using var server = await Start(failures: 2, status);
        var answer = await Redeem(server, Quick);
        Assert.Equal((201, 3), (answer.StatusCode, _received.Count));
        Assert.Single(_received.Distinct());
        Assert.Equal("key-1", _received.First().Key);
    }

    [Fact]
    public async Task The_last_answer_counts_when_no_attempt_is_left()
    {
        await using var server = await Start(failures: 100, 503);
        var refused = await Assert.ThrowsAnyAsync<PointsException>(() => Redeem(server, Quick));
        Assert.Equal((503, 4, "unavailable"), (refused.StatusCode, _received.Count, refused.Problem?.Code));
    }

    [Fact]
    public async Task A_final_refusal_is_not_sent_again()
    {
        await using var server = await Start(failures: 100, 409);
        await Assert.ThrowsAnyAsync<PointsException>(() => Redeem(server, Quick));
        Assert.Single(_received);
    }

    [Fact]
    public async Task No_wait_is_longer_than_the_longest_whatever_the_host_asks_for()
    {
        await using var server = await Start(failures: 3, 503, retryAfter: "3600");
        var time = Stopwatch.StartNew();
        await Redeem(server, Quick);
        Assert.InRange(time.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task An_attempt_that_gets_no_answer_in_time_is_given_up_and_sent_again()
    {
        var attempts = 0;
        await using var server = await StubServer.Start(async http =>
        {
            if (Interlocked.Increment(ref attempts) == 1)
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
            await Accept(http);
        });
        var answer = await Redeem(server, Quick with { AttemptTimeout = TimeSpan.FromSeconds(1) });
        Assert.Equal((201, 2), (answer.StatusCode, attempts));
    }

    [Fact]
    public async Task Without_an_answer_in_time_the_last_attempt_fails_as_without_a_connection()
    {
        await using var server = await StubServer.Start(http => Task.Delay(Timeout.Infinite, http.RequestAborted));
        var options = Quick with { AttemptsMax = 2, AttemptTimeout = TimeSpan.FromMilliseconds(200) };
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => Redeem(server, options));
        Assert.IsType<TimeoutException>(fault.InnerException);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_asked_for_again()
    {
        var attempts = 0;
        await using var server = await StubServer.Start(async http =>
        {
            if (Interlocked.Increment(ref attempts) > 1)
            {
                await Accept(http);
                return;
            }
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = 100;
            await http.Response.WriteAsync("{");
            await http.Response.Body.FlushAsync();
            http.Abort();
        });
        Assert.Equal((201, 2), ((await Redeem(server, Quick)).StatusCode, attempts));
    }

    [Fact]
    public async Task Where_no_host_answers_the_failure_says_so_after_the_last_attempt()
    {
        var server = await Start(failures: 0, 503);
        await server.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => Redeem(server, Quick));
    }

    private Task<StubServer> Start(int failures, int status, string? retryAfter = null) =>
        StubServer.Start(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            _received.Enqueue((http.Request.Headers["Idempotency-Key"]!, await reader.ReadToEndAsync()));
            if (_received.Count > failures)
            {
                await Accept(http);
                return;
            }
            http.Response.StatusCode = status;
            if (retryAfter is not null)
                http.Response.Headers.RetryAfter = retryAfter;
            await http.Response.WriteAsJsonAsync(
                new
                {
                    type = "urn:points:problem:unavailable",
                    title = "unavailable",
                    status,
                    detail = "A service that this request needs does not answer.",
                    code = "unavailable",
                },
                (System.Text.Json.JsonSerializerOptions?)null,
                "application/problem+json"
            );
        });

    private static Task Accept(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status201Created;
        return http.Response.WriteAsJsonAsync(
            new
            {
                redemptionId = "r-1",
                status = "completed",
                points = 100,
                worthFen = 100,
                lots = Array.Empty<object>(),
                explanation = Array.Empty<object>(),
            }
        );
    }

    private static Task<PointsResponse<RedemptionAnswer>> Redeem(StubServer server, PointsClientOptions options) =>
        PointsClient
            .Connect(server.Address, null, options)
            .RedeemAsync(
                "m-1",
                "key-1",
                new() { ProgrammeId = "coffee", RewardId = "voucher" },
                TestContext.Current.CancellationToken
            );
}
