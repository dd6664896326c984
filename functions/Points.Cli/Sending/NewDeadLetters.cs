using System.Net;
using System.Text.Json.Nodes;
using Points.Cli.Client;
using Points.Domain.Messaging;

namespace Points.Cli.Sending;

/// <summary>
/// The dead letters of the merchants' queue that appeared after sending began. Older ones are ignored. Each is taken
/// once, by the line whose message it was.
/// </summary>
internal sealed class NewDeadLetters(HostClient api) : IDisposable
{
    private const int PageSize = 200,
        PagesMax = 1_000;
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _one = new(1);
    private readonly HashSet<long> _known = [];
    private readonly Dictionary<string, Queue<SendOutcome.DeadLettered>> _new = new(StringComparer.Ordinal);
    private long _readAt;

    /// <summary>Marks all existing dead letters as old.</summary>
    public async Task RememberExisting(CancellationToken ct)
    {
        await ReadPages(ct);
        _new.Clear();
    }

    /// <summary>Takes a dead letter of a message id.</summary>
    /// <param name="isFresh">Whether the queue must be asked again.</param>
    /// <returns>Null if there is none.</returns>
    public async Task<SendOutcome.DeadLettered?> Take(string messageId, bool isFresh, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (isFresh || TimeProvider.System.GetElapsedTime(_readAt) > RefreshInterval)
                await ReadPages(ct);
            return _new.TryGetValue(messageId, out var letters) && letters.TryDequeue(out var letter) ? letter : null;
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task Refresh(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            await ReadPages(ct);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Whether a dead letter of a message id is left.</summary>
    public bool Has(string messageId) => _new.GetValueOrDefault(messageId)?.Count > 0;

    /// <summary>Whether the queue has processed every message that was in it.</summary>
    public async Task<bool> IsQueueEmpty(CancellationToken ct)
    {
        var answer = await api.Send(HttpMethod.Get, "local/queues", body: null, key: null, ct);
        var queue = (answer.Json?["items"] as JsonArray)
            ?.OfType<JsonObject>()
            .FirstOrDefault(it => EventLine.TextOf(it, "name") == Queues.MerchantEvents);
        if (queue is null)
            throw api.UnexpectedAnswer(answer);
        return ((string[])["active", "scheduled", "locked"]).All(it =>
            queue[it] is JsonValue value && value.TryGetValue(out long count) && count == 0
        );
    }

    public void Dispose() => _one.Dispose();

    private async Task ReadPages(CancellationToken ct)
    {
        var cursor = "";
        for (var page = 0; page < PagesMax; page++)
        {
            var answer = await api.Send(
                HttpMethod.Get,
                $"local/queues/{Queues.MerchantEvents}/deadletters?limit={PageSize}{cursor}",
                body: null,
                key: null,
                ct
            );
            if (answer.Status == HttpStatusCode.NotFound)
                throw new CommandException(
                    $"The host at {api.Address} takes merchants' events only from its Service Bus queue."
                );
            if (answer.Json?["items"] is not JsonArray items)
                throw api.UnexpectedAnswer(answer);
            foreach (var item in items.OfType<JsonObject>())
                Add(item);
            if (answer.Text("next") is not { } next)
                break;
            cursor = $"&cursor={Uri.EscapeDataString(next)}";
        }
        _readAt = TimeProvider.System.GetTimestamp();
    }

    private void Add(JsonObject item)
    {
        if (item["sequenceNumber"] is not JsonValue value || !value.TryGetValue(out long number) || !_known.Add(number))
            return;
        if (EventLine.TextOf(item, "messageId") is not { } messageId)
            return;
        if (!_new.TryGetValue(messageId, out var letters))
            _new[messageId] = letters = [];
        letters.Enqueue(
            new(EventLine.TextOf(item, "reason") ?? "unknown", EventLine.TextOf(item, "description") ?? "")
        );
    }
}
