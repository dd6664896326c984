using Points.Cli.Hosts;
using Points.Domain.Messaging;
using DeadLetter = Points.Cli.Hosts.DeadLetter;

namespace Points.Cli.Sending;

/// <summary>
/// The dead letters of the merchants' queue that appeared after sending began. Older ones are ignored. Each is taken
/// once, by the line whose message it was.
/// </summary>
internal sealed class NewDeadLetters(OneMachinePaths host) : IDisposable
{
    private const int PagesMax = 1_000;
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
    public Task<bool> IsQueueEmpty(CancellationToken ct) => host.IsEmpty(Queues.MerchantEvents, ct);

    public void Dispose() => _one.Dispose();

    private async Task ReadPages(CancellationToken ct)
    {
        string? cursor = null;
        for (var page = 0; page < PagesMax; page++)
        {
            var letters = await host.ReadDeadLetters(Queues.MerchantEvents, cursor, ct);
            foreach (var letter in letters.Items)
                Add(letter);
            cursor = letters.Next;
            if (cursor is null)
                break;
        }
        _readAt = TimeProvider.System.GetTimestamp();
    }

    private void Add(DeadLetter letter)
    {
        if (!_known.Add(letter.SequenceNumber) || letter.MessageId is not { } messageId)
            return;
        if (!_new.TryGetValue(messageId, out var letters))
            _new[messageId] = letters = [];
        letters.Enqueue(new(letter.Reason ?? "unknown", letter.Description ?? ""));
    }
}
