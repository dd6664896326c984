using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Points.Local.Tests.Hosting;

public sealed class PathTests(PathTests.HostFixture fixture) : IClassFixture<PathTests.HostFixture>
{
    public sealed class HostFixture : IAsyncLifetime
    {
        public RunningHost Host { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Host = await RunningHost.Start();

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/api/nothing")]
    [InlineData("/local/nothing")]
    [InlineData("/api/../../etc/passwd")]
    [InlineData("/api/members/%2e%2e/wallets/x/y")]
    [InlineData("/api/members//wallets/")]
    [InlineData("/api/members/a/wallets/b/entries/more")]
    public async Task An_unknown_path_is_not_found(string path)
    {
        var answer = await SendRaw($"GET {path} HTTP/1.1");
        Assert.StartsWith("HTTP/1.1 404 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"not-found\"", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/members/%2F")]
    [InlineData("/api/members/..%2f..%2f")]
    [InlineData("/api/members/%00")]
    [InlineData("/api/members/%E4%BD%A0%E5%A5%BD")]
    [InlineData("/api/members/%FF%FE")]
    [InlineData("/api/members/%")]
    [InlineData("/api/members/a%0d%0ab")]
    [InlineData("/api/members/'%22%3Cscript%3E")]
    public async Task An_odd_path_gets_a_400_or_404(string path)
    {
        var answer = await SendRaw(
            $"GET {path} HTTP/1.1",
            $"Authorization: Bearer {await fixture.Host.Api.OperatorToken()}"
        );
        Assert.Matches("^HTTP/1.1 40[04] ", answer);
    }

    [Theory]
    [InlineData("NONSENSE")]
    [InlineData("GET /api/health")]
    [InlineData("GET /api/health HTTP/9.9")]
    [InlineData("GET /api/héalth HTTP/1.1")]
    public async Task A_request_that_is_not_HTTP_is_refused_without_internal_details(string line)
    {
        var answer = await SendRaw(line);
        Assert.Matches("^HTTP/1.1 (400|505) ", answer);
        Assert.DoesNotContain(" at ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_oversized_header_is_refused()
    {
        var answer = await SendRaw("GET /api/health HTTP/1.1", $"X-Long: {new string('x', 100_000)}");
        Assert.StartsWith("HTTP/1.1 431 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_oversized_body_is_refused()
    {
        var answer = await fixture.Host.Api.Send(HttpMethod.Post, "/local/tokens", null, new byte[2_000_000]);
        answer.Expect(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Local_endpoints_answer_only_under_names_of_this_machine()
    {
        var answer = await SendRaw("GET /local/clock HTTP/1.1", "Host: example.com");
        Assert.StartsWith("HTTP/1.1 404 ", answer, StringComparison.Ordinal);
    }

    /// <summary>Sends a request unchanged. An HTTP client would normalize the path.</summary>
    private async Task<string> SendRaw(string line, params string[] headers)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, fixture.Host.Address.Port, TestContext.Current.CancellationToken);
        var host = headers.Any(header => header.StartsWith("Host:", StringComparison.Ordinal))
            ? []
            : new[] { "Host: 127.0.0.1" };
        string[] lines = [line, .. host, .. headers, "Connection: close", "", ""];
        await using var stream = socket.GetStream();
        await stream.WriteAsync(
            Encoding.UTF8.GetBytes(string.Join("\r\n", lines)),
            TestContext.Current.CancellationToken
        );
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
