using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Points.Worker.Tests;

/// <summary>Sends requests to the API and reads its answers.</summary>
internal sealed class ApiClient(HttpMessageHandler handler) : IDisposable
{
    private readonly HttpClient _http = new(handler)
    {
        BaseAddress = new("http://functions.example/"),
        Timeout = TimeSpan.FromSeconds(40),
    };

    /// <param name="token">The bearer token; null to send none.</param>
    /// <param name="body">JSON, valid or not.</param>
    /// <param name="key">The idempotency key.</param>
    public async Task<ApiAnswer> Send(
        HttpMethod method,
        string path,
        string? token,
        string? body = null,
        string? key = null
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers, text);
    }

    public void Dispose() => _http.Dispose();
}

internal sealed record ApiAnswer(HttpStatusCode Status, string? MediaType, HttpResponseHeaders Headers, string Text)
{
    public JsonNode this[string name] =>
        JsonNode.Parse(Text)![name] ?? throw new InvalidOperationException($"there is no {name} in {Text}");

    public ApiAnswer Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"expected {status}, but got {Status}: {Text}");
        return this;
    }

    public ApiAnswer ExpectProblem(HttpStatusCode status, string code)
    {
        Expect(status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(code, (string?)this["code"]);
        return this;
    }
}
