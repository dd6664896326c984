using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Points.Client;

namespace Points.Cli.Hosts;

/// <summary>
/// What only a one-machine host offers: tokens, its clock and its queues. The API document does not have these paths.
/// </summary>
/// <param name="tokens">The tokens that go with messages. The other requests need none.</param>
internal sealed class OneMachinePaths(HostConnection host, ITokenSource? tokens = null)
{
    private const int PageSize = 200;
    private static readonly OneMachineJson Json = OneMachineJson.Default;

    private readonly HttpClient _http = host.CreateClient(tokens);

    /// <summary>Sends messages as a merchant.</summary>
    public OneMachinePaths ForMessagesOf(string merchantId) => new(host, HostTokens.ForMessagesOf(this, merchantId));

    public async Task<string> CreateToken(TokenRequest request, CancellationToken ct) =>
        (await Send(HttpMethod.Post, "local/tokens", JsonContent.Create(request, Json.TokenRequest), ct))
            .Read(Json.IssuedToken)
            .Token;

    /// <returns>The host's business time, as the host writes it.</returns>
    public async Task<string> ReadClock(CancellationToken ct) =>
        (await Send(HttpMethod.Get, "local/clock", content: null, ct)).Read(Json.HostClock).Now;

    /// <summary>Whether a queue has processed every message that was in it.</summary>
    public async Task<bool> IsEmpty(string queue, CancellationToken ct)
    {
        var answer = await Send(HttpMethod.Get, "local/queues", content: null, ct);
        var depth = Array.Find(answer.Read(Json.QueueList).Items, it => it.Name == queue) ?? throw answer.Unexpected();
        return depth is { Active: 0, Scheduled: 0, Locked: 0 };
    }

    /// <param name="cursor">What the page before names as its next; null for the first page.</param>
    /// <exception cref="CommandException">The host is no one-machine host.</exception>
    public async Task<DeadLetterPage> ReadDeadLetters(string queue, string? cursor, CancellationToken ct)
    {
        var from = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
        var answer = await Send(
            HttpMethod.Get,
            $"local/queues/{queue}/deadletters?limit={PageSize}{from}",
            content: null,
            ct
        );
        return answer.Status == HttpStatusCode.NotFound
            ? throw new CommandException(
                $"The host at {host.Address} takes merchants' events only from its Service Bus queue."
            )
            : answer.Read(Json.DeadLetterPage);
    }

    /// <summary>Puts a message into a queue. The token becomes a property of the message.</summary>
    /// <returns>Why the host refuses the message; null if it took it.</returns>
    public async Task<Problem?> Enqueue(string queue, string messageId, JsonObject body, CancellationToken ct)
    {
        var content = JsonContent.Create(body, Json.JsonObject);
        content.Headers.Add("MessageId", messageId);
        var answer = await Send(HttpMethod.Post, $"local/queues/{queue}", content, ct);
        return answer.IsSuccess ? null : answer.ReadProblem();
    }

    private async Task<OneMachineAnswer> Send(
        HttpMethod method,
        string path,
        HttpContent? content,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        try
        {
            using var response = await _http.SendAsync(request, ct);
            var answer = new OneMachineAnswer(
                host,
                response.StatusCode,
                await response.Content.ReadAsByteArrayAsync(ct)
            );
            return HostConnection.IsTemporary((int)answer.Status) ? throw answer.Unexpected() : answer;
        }
        catch (HttpRequestException fault)
        {
            throw host.DoesNotAnswer(fault);
        }
    }
}
