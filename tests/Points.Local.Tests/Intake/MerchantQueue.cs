using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Intake;

/// <summary>
/// Sends messages to the queue of a running host and reads their outcomes, as a merchant's systems do.
/// </summary>
internal sealed class MerchantQueue(Uri address, Api api) : IDisposable
{
    public MerchantQueue(RunningHost host)
        : this(host.Address, host.Api) { }

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };

    public Task Send(JsonObject body, string messageId, string? token) => Send(body.ToJsonString(), messageId, token);

    public async Task Send(string body, string messageId, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/local/queues/merchant-events")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Headers.Add("MessageId", messageId);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    /// <summary>Waits for the outcome of a message.</summary>
    public async Task<Reply> WaitForOutcome(string merchantId, string messageId) =>
        (
            await Eventually.Find(
                async () =>
                {
                    var reply = await ReadOutcome(merchantId, messageId);
                    return reply.Status == HttpStatusCode.NotFound ? null : reply;
                },
                () => messageId
            )
        ).Expect(HttpStatusCode.OK);

    public async Task<Reply> ReadOutcome(string merchantId, string messageId) =>
        await api.Send(
            HttpMethod.Get,
            $"/api/partners/{merchantId}/events/{Uri.EscapeDataString(messageId)}",
            await api.MerchantToken(merchantId)
        );

    /// <summary>Waits until a message is dead-lettered.</summary>
    public Task<JsonObject> WaitForDeadLetter(string messageId) =>
        Eventually.Find(
            async () => (await ReadDeadLetters()).Find(letter => (string?)letter["messageId"] == messageId),
            () => messageId
        );

    public async Task<List<JsonObject>> ReadDeadLetters()
    {
        var (all, cursor) = (new List<JsonObject>(), "");
        while (true)
        {
            var page = (
                await api.Send(HttpMethod.Get, $"/local/queues/merchant-events/deadletters?limit=200{cursor}", null)
            ).Expect(HttpStatusCode.OK);
            all.AddRange(page.Body["items"]!.AsArray().Select(item => item!.AsObject()));
            if (page.Body["next"] is null)
                return all;
            cursor = $"&cursor={page.Text("next")}";
        }
    }

    public void Dispose() => _http.Dispose();
}
