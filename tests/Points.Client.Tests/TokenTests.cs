using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Points.Client.Tests;

/// <summary>The client sends a token, and gets another one when the host does not accept it.</summary>
public sealed class TokenTests
{
    private readonly ConcurrentQueue<string?> _sent = new();

    [Fact]
    public async Task A_token_is_used_until_the_host_refuses_it()
    {
        await using var server = await Accepting("Bearer two");
        var client = PointsClient.Connect(server.Address, new Tokens("one", "two"));
        await client.JobsAsync(TestContext.Current.CancellationToken);
        await client.JobsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["Bearer one", "Bearer two", "Bearer two"], _sent);
    }

    [Fact]
    public async Task Where_there_is_no_other_token_the_refusal_is_the_answer()
    {
        await using var server = await Accepting("Bearer two");
        var client = PointsClient.Connect(server.Address, new Tokens("one"));
        var refused = await Assert.ThrowsAnyAsync<PointsException>(() =>
            client.JobsAsync(TestContext.Current.CancellationToken)
        );
        Assert.Equal(401, refused.StatusCode);
        Assert.Equal(["Bearer one"], _sent);
    }

    [Fact]
    public async Task The_only_connection_is_free_while_another_token_is_requested()
    {
        await using var server = await Accepting("Bearer two");
        using var sockets = new SocketsHttpHandler { MaxConnectionsPerServer = 1 };
        using var issuer = new HttpClient(sockets, disposeHandler: false) { BaseAddress = server.Address };
        using var http = new HttpClient(PointsClient.AddTokens(sockets, new Issued(issuer)))
        {
            BaseAddress = server.Address,
        };
        await new PointsClient(http).JobsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["Bearer one", null, "Bearer two"], _sent);
    }

    private Task<StubServer> Accepting(string authorization) =>
        StubServer.Start(http =>
        {
            string? sent = http.Request.Headers.Authorization;
            _sent.Enqueue(sent);
            if (sent != authorization)
            {
                http.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return http.Response.WriteAsync("no");
            }
            return http.Response.WriteAsJsonAsync(new { items = Array.Empty<object>() });
        });

    private sealed class Issued(HttpClient issuer) : ITokenSource
    {
        public async ValueTask<string?> GetToken(string? refused, CancellationToken ct)
        {
            if (refused is null)
                return "one";
            using var _ = await issuer.GetAsync("token", ct);
            return "two";
        }
    }

    private sealed class Tokens(params string[] tokens) : ITokenSource
    {
        public ValueTask<string?> GetToken(string? refused, CancellationToken ct) =>
            ValueTask.FromResult(
                refused is null ? tokens[0] : tokens.SkipWhile(it => it != refused).ElementAtOrDefault(1)
            );
    }
}
