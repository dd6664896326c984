using System.Collections.Concurrent;
using Points.Cli.Client;
using Points.Domain.Messaging;

namespace Points.Cli.Sending;

/// <summary>Sends events as messages and waits for the outcome of each.</summary>
/// <param name="host">The client that merchants' clients are derived from.</param>
/// <param name="writeLine">Writes a line of the report.</param>
internal sealed class EventSender(HostClient host, NewDeadLetters deadLetters, Func<string, Task> writeLine)
{
    public const int ParallelMax = 16;
    private static readonly TimeSpan OutcomeWaitMax = TimeSpan.FromMinutes(1),
        FirstWait = TimeSpan.FromMilliseconds(20),
        LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>The client of each merchant that reads outcomes, and the one that sends messages.</summary>
    private readonly ConcurrentDictionary<string, Lazy<Task<(HostClient Reader, HostClient Sender)>>> _merchants = new(
        StringComparer.Ordinal
    );

    /// <summary>
    /// The outcomes found so far, by message id. An outcome may belong to an earlier message with the same id.
    /// </summary>
    private readonly ConcurrentDictionary<string, (EventLine Line, SendOutcome Sent)> _found = new(
        StringComparer.Ordinal
    );

    private volatile bool _hasRepeatedMessageId;

    public SendTally Tally { get; } = new();

    public async Task Run(IEnumerable<EventLine> events, CancellationToken ct)
    {
        await Parallel.ForEachAsync(
            events,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelMax, CancellationToken = ct },
            async (line, token) => await Send(line, token)
        );
        if (_hasRepeatedMessageId)
            await RecheckDeadLetters(ct);
    }

    private async Task Send(EventLine line, CancellationToken ct)
    {
        var (merchant, sender) = await _merchants
            .GetOrAdd(line.MerchantId, id => new(() => ConnectMerchant(id, ct)))
            .Value;
        var before = await OutcomeLookup.Find(merchant, line, isBeforeSending: true, ct);
        // Without a fixed time, a repeat would be a different event. So it is not sent again.
        if (before is null || line.HasStableTime)
            await Enqueue(sender, line, ct);
        var sent = before ?? await WaitForOutcome(merchant, line, ct);
        if (
            sent is SendOutcome.Accepted or SendOutcome.Refused
            && (!_found.TryAdd(line.MessageId, (line, sent)) || before is not null)
        )
            _hasRepeatedMessageId = true;
        Tally.Add(sent);
        await Report(line, sent);
    }

    private async Task Enqueue(HostClient sender, EventLine line, CancellationToken ct)
    {
        if (!line.HasStableTime)
            line.Body[EventLine.OccurredAtField] = await ReadClock(ct);
        var answer = await sender.Enqueue(Queues.MerchantEvents, line.MessageId, line.Body, ct);
        if (answer.IsSuccess)
            return;
        var (code, reason) = answer.Problem();
        throw answer.Json is null
            ? sender.UnexpectedAnswer(answer)
            : new CommandException($"The host refuses the message of line {line.Number} ({code}): {reason}");
    }

    private async Task<SendOutcome> WaitForOutcome(HostClient merchant, EventLine line, CancellationToken ct)
    {
        var (since, wait) = (TimeProvider.System.GetTimestamp(), FirstWait);
        while (TimeProvider.System.GetElapsedTime(since) < OutcomeWaitMax)
        {
            if (await OutcomeLookup.Find(merchant, line, isBeforeSending: false, ct) is { } outcome)
                return outcome;
            if (await deadLetters.Find(line.MessageId, ct) is { } dead)
                return dead;
            await Task.Delay(wait, ct);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
        return new SendOutcome.Unknown();
    }

    /// <summary>
    /// Corrects the outcomes of repeated message ids. If the contents differ, the lookup gives the outcome of the first
    /// message, while the second becomes a dead letter a moment later.
    /// </summary>
    private async Task RecheckDeadLetters(CancellationToken ct)
    {
        await Task.Delay(LongestWait, ct);
        foreach (var (messageId, (line, sent)) in _found)
        {
            if (await deadLetters.Find(messageId, ct) is not { } dead)
                continue;
            Tally.Remove(sent);
            Tally.Add(dead);
            await Report(line, dead);
        }
    }

    private async Task Report(EventLine line, SendOutcome outcome)
    {
        if (outcome.Describe() is { } description)
            await writeLine(FormattableString.Invariant($"line {line.Number}, {line.MessageId}: {description}"));
    }

    private async Task<(HostClient Reader, HostClient Sender)> ConnectMerchant(string merchantId, CancellationToken ct)
    {
        var (reader, sender) = (host.ForMerchant(merchantId), host.ForMessagesOf(merchantId));
        await reader.Authenticate(ct);
        await sender.Authenticate(ct);
        return (reader, sender);
    }

    private async Task<string> ReadClock(CancellationToken ct)
    {
        var answer = await host.Send(HttpMethod.Get, "local/clock", body: null, key: null, ct);
        return answer.Text("now") ?? throw host.UnexpectedAnswer(answer);
    }
}
