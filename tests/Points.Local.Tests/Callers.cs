using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Points.Local.Tests;

/// <summary>HTTP to a host as those who call it: each role with a token the host gave.</summary>
public static class Callers
{
    public static HttpClient At(Uri host) => new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = host };

    public static Task<HttpClient> Operator(Uri host) => As(host, new JsonObject { ["sub"] = "operator-1", ["roles"] = new JsonArray("operator") });

    public static Task<HttpClient> Auditor(Uri host) => As(host, new JsonObject { ["sub"] = "auditor-1", ["roles"] = new JsonArray("auditor") });

    public static Task<HttpClient> Member(Uri host, string memberId) => As(host, new JsonObject { ["sub"] = memberId, ["roles"] = new JsonArray("member") });

    public static Task<HttpClient> Merchant(Uri host, string merchantId) =>
        As(host, new JsonObject { ["sub"] = "till-1", ["roles"] = new JsonArray("merchant"), ["merchant_id"] = merchantId });

    public static Task<HttpResponseMessage> Send(this HttpClient http, HttpMethod method, string path, string? json = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonObject> Json(this HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;

    /// <summary>The stable code of a problem.</summary>
    public static async Task<string?> Code(this HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return (string?)(await answer.Json())["code"];
    }

    private static async Task<HttpClient> As(Uri host, JsonObject who)
    {
        var http = At(host);
        var answer = await http.Send(HttpMethod.Post, "local/tokens", who.ToJsonString());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)(await answer.Json())["token"]!);
        return http;
    }
}
