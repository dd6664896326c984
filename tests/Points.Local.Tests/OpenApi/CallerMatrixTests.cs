using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Points.Local.Tests.Acceptance;

namespace Points.Local.Tests.OpenApi;

/// <summary>
/// Every operation, called by everybody who may try to: the status, and either the code of the refusal or the fields
/// that the caller sees. The result is in <c>caller-matrix.txt</c>; a change of it is a change of who sees what.
/// </summary>
public sealed class CallerMatrixTests : IAsyncLifetime
{
    private static readonly string Expected = RepositoryFolder.Of(
        "tests",
        "Points.Local.Tests",
        "OpenApi",
        "caller-matrix.txt"
    );

    private RunningHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await RunningHost.Start(configure: it => it with { Settings = AcceptanceHost.HighLimits });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Everybody_sees_what_is_theirs()
    {
        var world = await MatrixWorld.Create(_host.Api);
        var callers = MatrixCallers.All(_host.Tokens);
        Assert.InRange(callers.Count, 30, 100);
        using var http = new HttpClient { BaseAddress = _host.Address };
        var matrix = new StringBuilder();
        foreach (var operation in PublishedContract.Current.Operations)
        {
            var seen = new List<(string Outcome, string Caller)>();
            foreach (var (caller, (name, authorization)) in callers.Index())
                seen.Add((await Call(http, world, operation, caller, authorization), name));
            matrix.Append(CultureInfo.InvariantCulture, $"{operation.Name} {operation.Method} {operation.Path}\n");
            foreach (var same in seen.GroupBy(it => it.Outcome, it => it.Caller))
                matrix.Append(CultureInfo.InvariantCulture, $"  {same.Key}\n    {string.Join(" · ", same)}\n");
        }
        if (Environment.GetEnvironmentVariable("POINTS_WRITE_MATRIX") is not null)
            await File.WriteAllTextAsync(Expected, matrix.ToString(), TestContext.Current.CancellationToken);
        Assert.Equal(
            await File.ReadAllTextAsync(Expected, TestContext.Current.CancellationToken),
            matrix.ToString(),
            ignoreLineEndingDifferences: true
        );
    }

    private static async Task<string> Call(
        HttpClient http,
        MatrixWorld world,
        ContractOperation operation,
        int caller,
        string? authorization
    )
    {
        using var request = new HttpRequestMessage(
            new(operation.Method),
            new Uri(world.PathOf(operation), UriKind.Relative)
        );
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.Add("Idempotency-Key", $"matrix-{operation.Name}-{caller}");
        if (world.BodyOf(operation, caller) is { } body)
        {
            request.Content = new StringContent(body.ToJsonString());
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(
                operation.Method == "PATCH" ? "application/merge-patch+json" : "application/json"
            );
        }
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return $"{(int)answer.StatusCode} {Describe(answer, text)}".TrimEnd();
    }

    private static string Describe(HttpResponseMessage answer, string text) =>
        answer.Content.Headers.ContentType?.MediaType switch
        {
            "application/problem+json" => (string)JsonNode.Parse(text)!["code"]!,
            "application/json" when text.Length < 100_000 => string.Join(
                ' ',
                FieldsOf(JsonNode.Parse(text)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            ),
            var type => type ?? "",
        };

    private static IEnumerable<string> FieldsOf(JsonNode? node, string prefix = "") =>
        node switch
        {
            JsonObject it => it.SelectMany(field =>
                FieldsOf(field.Value, $"{prefix}{field.Key}.").Prepend(prefix + field.Key)
            ),
            JsonArray list => list.SelectMany(item => FieldsOf(item, prefix)),
            _ => [],
        };
}
