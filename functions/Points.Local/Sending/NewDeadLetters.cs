using System.Text.Json.Nodes;
using Points.Domain.Messaging;
using Points.Local.Client;

namespace Points.Local.Sending;

/// <summary>The dead letters of merchants' messages that were not there when the sending began: those of an earlier one say nothing of this one.</summary>
internal sealed class NewDeadLetters(HostClient api) : IDisposable
{
    private const int PageSize = 200,
        PagesMax = 1_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _one = new(1);
    private readonly HashSet<long> _known = [];
    private readonly Dictionary<string, SendOutcome.DeadLettered> _new = new(StringComparer.Ordinal);
    private long _readAt;

    /// <summary>Remembers those that are there.</summary>
    public async Task RememberExisting(CancellationToken ct)
    {
        await ReadPages(ct);
        _new.Clear();
    }

    /// <returns>Null if there is none of that message, as of a moment ago.</returns>
    public async Task<SendOutcome.DeadLettered?> Find(string messageId, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (TimeProvider.System.GetElapsedTime(_readAt) > Fresh)
                await ReadPages(ct);
            return _new.GetValueOrDefault(messageId);
        }
        finally
        {
            _one.Release();
        }
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
        if (EventLine.TextOf(item, "messageId") is { } messageId)
            _new[messageId] = new(
                EventLine.TextOf(item, "reason") ?? "unknown",
                EventLine.TextOf(item, "description") ?? ""
            );
    }
}
