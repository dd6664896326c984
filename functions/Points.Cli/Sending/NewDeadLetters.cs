using System.Net;
using System.Text.Json.Nodes;
using Points.Cli.Client;
using Points.Domain.Messaging;

namespace Points.Cli.Sending;

/// <summary>
/// The dead letters of the merchants' queue that appeared after sending began. Older ones are ignored.
/// </summary>
internal sealed class NewDeadLetters(HostClient api) : IDisposable
{
    private const int PageSize = 200,
        PagesMax = 1_000;
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _one = new(1);
    private readonly HashSet<long> _known = [];
    private readonly Dictionary<string, SendOutcome.DeadLettered> _new = new(StringComparer.Ordinal);
    private long _readAt;

    /// <summary>Marks all existing dead letters as old.</summary>
    public async Task RememberExisting(CancellationToken ct)
    {
        await ReadPages(ct);
        _new.Clear();
    }

    /// <returns>The dead letter of a message; null if there was none at the last refresh.</returns>
    public async Task<SendOutcome.DeadLettered?> Find(string messageId, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (TimeProvider.System.GetElapsedTime(_readAt) > RefreshInterval)
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
        if (EventLine.TextOf(item, "messageId") is { } messageId)
            _new[messageId] = new(
                EventLine.TextOf(item, "reason") ?? "unknown",
                EventLine.TextOf(item, "description") ?? ""
            );
    }
}
