using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Points.Tests;

/// <summary>A client for the HTTP API, as an app, a till or an operator would use it.</summary>
internal sealed partial class Api : IDisposable
{
    private const int LargeBytes = 100_000;

    // Sends headers without checking them, so that invalid ones reach the checks of the host.
    private readonly ContractHandler _checked = new(
        new SocketsHttpHandler { UseProxy = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 }
    );
    private readonly HttpClient _http;

    public Api(Uri address)
    {
        Address = address;
        _http = new(_checked) { BaseAddress = address };
    }

    public int Port => Address.Port;

    public Uri Address { get; }

    /// <summary>The audience of tokens on messages.</summary>
    private const string QueueAudience = "merchant-events";

    public Task<string> CreateToken(string sub, string role, string? merchantId = null, string? audience = null) =>
        CreateToken(sub, [role], merchantId, audience);

    public async Task<string> CreateToken(
        string sub,
        IReadOnlyList<string> roles,
        string? merchantId = null,
        string? audience = null
    )
    {
        var body = new JsonObject { ["sub"] = sub, ["roles"] = new JsonArray([.. roles]) };
        if (merchantId is not null)
            body["merchant_id"] = merchantId;
        if (audience is not null)
            body["audience"] = audience;
        return (await Send(HttpMethod.Post, "/local/tokens", null, body)).Text("token");
    }

    public Task<string> OperatorToken() => CreateToken("ops", "operator");

    public Task<string> AuditorToken() => CreateToken("audit", "auditor");

    public Task<string> MerchantToken(string merchantId) =>
        CreateToken($"till-of-{merchantId}", "merchant", merchantId);

    /// <summary>A merchant's token for messages.</summary>
    public Task<string> QueueToken(string merchantId) =>
        CreateQueueToken($"till-of-{merchantId}", "merchant", merchantId);

    public Task<string> CreateQueueToken(string sub, string role, string? merchantId = null) =>
        CreateToken(sub, role, merchantId, QueueAudience);

    public Task<string> MemberToken(string memberId) => CreateToken(memberId, "member");

    /// <summary>Sets the host's business time.</summary>
    public async Task SetClock(string now) =>
        (await Send(HttpMethod.Put, "/local/clock", null, new JsonObject { ["now"] = now })).Expect(HttpStatusCode.OK);

    public async Task<Reply> RunJob(string name) =>
        (await Send(HttpMethod.Post, $"/admin/functions/{name}", null)).Expect(HttpStatusCode.Accepted);

    /// <summary>The operators' view of the jobs, by name.</summary>
    public async Task<Dictionary<string, JsonObject>> Jobs() =>
        (await Send(HttpMethod.Get, "/api/jobs", await OperatorToken())).Expect(HttpStatusCode.OK).Body["items"]!
            .AsArray()
            .ToDictionary(item => item!["name"]!.GetValue<string>(), item => item!.AsObject());

    /// <summary>A member's notices, newest first.</summary>
    public async Task<List<JsonObject>> Inbox(string memberId) =>
        [
            .. (await Send(HttpMethod.Get, $"/local/inbox?memberId={memberId}", null)).Expect(HttpStatusCode.OK).Body[
                "items"
            ]!
                .AsArray()
                .Select(notice => notice!.AsObject()),
        ];

    public Task<Reply> Send(HttpMethod method, string path, string? token, JsonNode? body = null, string? key = null) =>
        Send(method, path, token, body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString()), key);

    public async Task<Reply> Send(
        HttpMethod method,
        string path,
        string? token,
        byte[]? body,
        string? key = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (body is not null)
            request.Content = new ByteArrayContent(body);
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content!.Headers.TryAddWithoutValidation(name, value);
        // Large bodies wait for the host's consent, as curl does. Otherwise a refusal could arrive during the upload.
        request.Headers.ExpectContinue = body?.Length > LargeBytes;
        using var response = await _http.SendAsync(request);
        return new(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Contains("Idempotent-Replayed"),
            response.Headers.ETag?.ToString()
        );
    }

    public void Dispose() => _http.Dispose();
}
