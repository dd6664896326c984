using System.Collections.Concurrent;
using Points.Cli.Hosts;
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
    private readonly ConcurrentDictionary<string, (HostClient Reader, OneMachinePaths Sender)> _merchants = new(
        StringComparer.Ordinal
    );

    /// <summary>
    /// The events that were sent so far, of the message ids that several lines have. One worker has all lines of an id.
    /// </summary>
    private readonly ConcurrentDictionary<string, List<string>> _sentBefore = new(StringComparer.Ordinal);

    private long _sentAgain;

    public SendTally Tally { get; } = new();

    /// <summary>
    /// Sends events with the same message id one after the other, in the order of the file. So the first of them
    /// counts, and the outcome of each is known.
    /// </summary>
    public async Task Run(EventFile file, CancellationToken ct)
    {
        await KeyedWork.Run(
            file.Events(),
            line => line.MessageId,
            ParallelMax,
            () => (line, token) => Send(line, file.IsRepeated(line.MessageId), token),
            ct
        );
        if (Interlocked.Read(ref _sentAgain) > 0)
            await RecheckDeadLetters(file, ct);
    }

    private async Task Send(EventLine line, bool isRepeated, CancellationToken ct)
    {
        var (merchant, sender) = Connect(line);
        var before = await OutcomeLookup.Find(merchant, line, isBeforeSending: true, ct);
        var isOther = isRepeated && IsOtherEvent(line);
        SendOutcome sent;
        if (before is null)
        {
            await Enqueue(sender, line, ct);
            sent = await WaitForOutcome(merchant, line, ct);
        }
        else if (isOther)
        {
            await Enqueue(sender, line, ct);
            sent = await WaitForNextOutcome(merchant, line, before, ct);
        }
        else
        {
            // Without a fixed time, a repeat would be a different event. So it is not sent again.
            if (line.HasStableTime)
            {
                await Enqueue(sender, line, ct);
                Interlocked.Increment(ref _sentAgain);
            }
            sent = before;
        }
        Tally.Add(sent);
        await Report(line, sent);
    }

    /// <summary>Whether an earlier line of the file has the id and other content.</summary>
    private bool IsOtherEvent(EventLine line)
    {
        var sent = _sentBefore.GetOrAdd(line.MessageId, _ => []);
        var content = $"{line.MerchantId} {line.Body.ToJsonString()}";
        var isOther = sent.Count > 0 && !sent.Contains(content);
        if (!sent.Contains(content))
            sent.Add(content);
        return isOther;
    }

    private async Task Enqueue(OneMachinePaths sender, EventLine line, CancellationToken ct)
    {
        if (!line.HasStableTime)
            line.Body[EventLine.OccurredAtField] = await host.Local.ReadClock(ct);
        if (await sender.Enqueue(Queues.MerchantEvents, line.MessageId, line.Body, ct) is { } refusal)
            throw new CommandException(
                $"The host refuses the message of line {line.Number} ({refusal.Code}): {refusal.Reason()}"
            );
    }

    private async Task<SendOutcome> WaitForOutcome(HostClient merchant, EventLine line, CancellationToken ct)
    {
        var (since, wait) = (TimeProvider.System.GetTimestamp(), FirstWait);
        while (TimeProvider.System.GetElapsedTime(since) < OutcomeWaitMax)
        {
            if (await OutcomeLookup.Find(merchant, line, isBeforeSending: false, ct) is { } outcome)
                return outcome;
            if (await deadLetters.Take(line.MessageId, isFresh: false, ct) is { } dead)
                return dead;
            wait = await Wait(wait, ct);
        }
        return new SendOutcome.Unknown();
    }

    /// <summary>
    /// Waits for the outcome of another event with an id that has an outcome: it becomes a dead letter, unless the host
    /// decides anew, as it does where a member was unknown.
    /// </summary>
    private async Task<SendOutcome> WaitForNextOutcome(
        HostClient merchant,
        EventLine line,
        SendOutcome before,
        CancellationToken ct
    )
    {
        var (since, wait) = (TimeProvider.System.GetTimestamp(), FirstWait);
        while (TimeProvider.System.GetElapsedTime(since) < OutcomeWaitMax)
        {
            // In this order: what became of the message is known once the queue is empty.
            var isEmpty = await deadLetters.IsQueueEmpty(ct);
            if (await deadLetters.Take(line.MessageId, isFresh: true, ct) is { } dead)
                return dead;
            if (isEmpty)
                return await OutcomeLookup.Find(merchant, line, isBeforeSending: true, ct) is { } now && now != before
                    ? await OutcomeLookup.Find(merchant, line, isBeforeSending: false, ct) ?? now
                    : before;
            wait = await Wait(wait, ct);
        }
        return new SendOutcome.Unknown();
    }

    /// <summary>
    /// Corrects the outcomes of events that were sent in an earlier run, too. If the content is another one now, the
    /// lookup gave the outcome of the first message, while the second becomes a dead letter a moment later.
    /// </summary>
    private async Task RecheckDeadLetters(EventFile file, CancellationToken ct)
    {
        var (since, wait) = (TimeProvider.System.GetTimestamp(), FirstWait);
        while (!await deadLetters.IsQueueEmpty(ct) && TimeProvider.System.GetElapsedTime(since) < OutcomeWaitMax)
            wait = await Wait(wait, ct);
        await deadLetters.Refresh(ct);
        foreach (var line in file.Events().Where(line => deadLetters.Has(line.MessageId)))
        {
            var (merchant, _) = Connect(line);
            if (
                await OutcomeLookup.Find(merchant, line, isBeforeSending: true, ct) is not { } before
                || await deadLetters.Take(line.MessageId, isFresh: false, ct) is not { } dead
            )
                continue;
            Tally.Remove(before);
            Tally.Add(dead);
            await Report(line, dead);
        }
    }

    /// <returns>How long to wait the next time.</returns>
    private static async Task<TimeSpan> Wait(TimeSpan wait, CancellationToken ct)
    {
        await Task.Delay(wait, ct);
        return wait * 2 < LongestWait ? wait * 2 : LongestWait;
    }

    private async Task Report(EventLine line, SendOutcome outcome)
    {
        if (outcome.Describe() is { } description)
            await writeLine(FormattableString.Invariant($"line {line.Number}, {line.MessageId}: {description}"));
    }

    private (HostClient Reader, OneMachinePaths Sender) Connect(EventLine line) =>
        _merchants.GetOrAdd(line.MerchantId, id => (host.ForMerchant(id), host.Local.ForMessagesOf(id)));
}
