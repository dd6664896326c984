using System.Diagnostics;
using System.Globalization;
using System.Text;
using Points.Local.Tests.Acceptance;

namespace Points.Local.Tests.OpenApi;

/// <summary>
/// Every operation gets hundreds of bad requests, made from a seed. None makes the host fail, none takes longer than a
/// second, and the memory of the host does not grow. <c>.ci/proofs/fuzz</c> sends more of them.
/// </summary>
public sealed class FuzzTests : IAsyncLifetime
{
    private const double GrowthMaxBytes = 48 * 1024 * 1024;

    private static readonly int Seed = Setting("POINTS_FUZZ_SEED", 2027),
        RequestsOfEach = Setting("POINTS_FUZZ_REQUESTS", 25);

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(1);

    private RunningHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await RunningHost.Start(configure: it => it with { Settings = AcceptanceHost.HighLimits });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task No_request_makes_the_host_fail_or_slow_or_larger()
    {
        var requests = new FuzzedRequests(new Random(Seed), await Tokens());
        using var http = new HttpClient(
            new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8, UseProxy = false }
        )
        {
            BaseAddress = _host.Address,
        };
        await SendToEach(http, requests, count: 5); // Compiles the code, and fills the caches.
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await SendToEach(http, requests, RequestsOfEach);

        var growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(growth < GrowthMaxBytes, $"seed {Seed}: the host grew by {growth:N0} bytes");
        TestContext.Current.SendDiagnosticMessage(
            $"seed {Seed}: {RequestsOfEach} requests to each operation; the heap grew by {growth:N0} bytes"
        );
    }

    private static async Task SendToEach(HttpClient http, FuzzedRequests requests, int count)
    {
        foreach (var operation in PublishedContract.Current.Operations)
            for (var i = 0; i < count; i++)
            {
                using var request = requests.Next(operation);
                var time = Stopwatch.StartNew();
                using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
                var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.True(
                    (int)answer.StatusCode < 500,
                    $"seed {Seed}: {operation} {request.RequestUri} got {(int)answer.StatusCode}: {text}"
                );
                Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
                if (time.Elapsed > LongestAnswer && IsSlow(time.Elapsed))
                    Assert.Fail($"seed {Seed}: {operation} {request.RequestUri} took {time.Elapsed}");
            }
    }

    /// <summary>In the suite, other tests take the processors; the proof runs alone.</summary>
    private static bool IsSlow(TimeSpan elapsed) => RequestsOfEach > 25 || elapsed > 20 * LongestAnswer;

    private async Task<string[]> Tokens() =>
        [
            await _host.Api.OperatorToken(),
            await _host.Api.AuditorToken(),
            await _host.Api.MerchantToken("supermarket"),
            await _host.Api.MemberToken("nobody"),
            "garbled",
        ];

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
