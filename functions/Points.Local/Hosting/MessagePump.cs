using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging;
using Points.Local.Messaging;

namespace Points.Local.Hosting;

/// <summary>
/// Runs a function for its queue's messages, as the Functions host does: completes them when it has run, or leaves that to
/// it; keeps their locks while it runs; and gives them back when it throws.
/// </summary>
internal sealed partial class MessagePump(
    MessageFunction function,
    LocalBus bus,
    HostSettings settings,
    IServiceProvider services,
    RunningCalls runningCalls,
    TimeProvider time,
    ILogger log
)
{
    private const int ConcurrentBatchesMax = 2,
        ConcurrentSessionsMax = 8;

    /// <summary>How long a batch that is not full waits for more: one call for many messages is cheaper than many calls.</summary>
    private static readonly TimeSpan FillWait = TimeSpan.FromMilliseconds(20);

    /// <summary>A message that failed comes back later each time, so that a fault that lasts does not keep a core busy.</summary>
    private static readonly TimeSpan RedeliveryStep = TimeSpan.FromSeconds(0.1),
        RedeliveryMax = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _renewal = QueueOf(function, bus).LockDuration / 2;

    /// <summary>Receives until it is asked to stop, then ends with the last call.</summary>
    /// <param name="stopping">Cancelled when no more messages are to be received.</param>
    /// <param name="call">What the function gets: cancelled when it must not go on.</param>
    public Task Run(CancellationToken stopping, CancellationToken call)
    {
        var lanes =
            function.HasSessions ? ConcurrentSessionsMax
            : function.IsBatched ? ConcurrentBatchesMax
            : settings.ConcurrentCallsMax;
        return Task.WhenAll(
            Enumerable.Range(0, lanes).Select(_ => Task.Run(() => ReceiveLoop(stopping, call), CancellationToken.None))
        );
    }

    private static QueueDefinition QueueOf(MessageFunction function, LocalBus bus)
    {
        var queue =
            bus.Definitions.FirstOrDefault(queue => queue.Name == function.Queue)
            ?? throw new InvalidOperationException(
                $"the function {function.Name} receives from {function.Queue}, and there is no such queue"
            );
        return queue.RequiresSession == function.HasSessions
            ? queue
            : throw new InvalidOperationException(
                $"the function {function.Name} and its queue {function.Queue} differ in whether there are sessions"
            );
    }

    private int MessagesMax => function.IsBatched ? settings.BatchMessagesMax : 1;

    private async Task ReceiveLoop(CancellationToken stopping, CancellationToken call)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (function.HasSessions)
                    await SessionLoop(stopping, call);
                else
                    await Handle(await Receive(stopping), call);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (LockLostException)
            {
                // The messages are somebody else's by now, or will be.
            }
            catch (Exception fault)
            {
                CannotReceive(fault, function.Queue);
                await Task.Delay(AfterFault, time, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task<IReadOnlyList<ReceivedMessage>> Receive(CancellationToken stopping)
    {
        var first = await bus.Receive(function.Queue, MessagesMax, Timeout.InfiniteTimeSpan, stopping);
        if (!function.IsBatched || first.Count == MessagesMax)
            return first;
        // Not to be stopped: what was received is then to be handled.
        await Task.Delay(FillWait, time, CancellationToken.None);
        return
        [
            .. first,
            .. await bus.Receive(function.Queue, MessagesMax - first.Count, TimeSpan.Zero, CancellationToken.None),
        ];
    }

    private async Task SessionLoop(CancellationToken stopping, CancellationToken call)
    {
        await using var session = (await bus.AcceptSession(function.Queue, Timeout.InfiniteTimeSpan, stopping))!;
        while (
            !stopping.IsCancellationRequested
            && await session.Receive(MessagesMax, TimeSpan.Zero, stopping) is { Count: > 0 } messages
        )
            await Handle(messages, call);
    }

    private async Task Handle(IReadOnlyList<ReceivedMessage> messages, CancellationToken call)
    {
        using var running = runningCalls.Begin();
        await using var renewing = time.CreateTimer(_ => RenewLocks(messages), null, _renewal, _renewal);
        var isDone = await TryCallFunction(messages, call);
        var left = messages.Where(LocalBus.IsHeld).ToArray();
        if (left.Length == 0)
            return;
        if (!isDone)
            await AbandonUnsettled(left);
        else if (function.AutoCompletes)
            await bus.Complete(left);
    }

    private async Task<bool> TryCallFunction(IReadOnlyList<ReceivedMessage> messages, CancellationToken call)
    {
        var actions = new LocalMessageActions(bus);
        try
        {
            ServiceBusReceivedMessage[] offered = [.. messages.Select(actions.ToServiceBusMessage)];
            await function.Call.Run(services, function.IsBatched ? offered : offered[0], actions, call);
            return true;
        }
        catch (Exception fault)
        {
            Failed(fault, function.Name, messages.Count, messages[0].SequenceNumber);
            return false;
        }
    }

    private Task AbandonUnsettled(IEnumerable<ReceivedMessage> messages) =>
        Task.WhenAll(
            messages
                .GroupBy(message => message.DeliveryCount)
                .Select(equal =>
                    bus.Abandon(
                        [.. equal],
                        RedeliveryStep * equal.Key < RedeliveryMax ? RedeliveryStep * equal.Key : RedeliveryMax
                    )
                )
        );

    private void RenewLocks(IReadOnlyList<ReceivedMessage> messages)
    {
        try
        {
            var held = messages.Where(LocalBus.IsHeld).ToArray();
            if (held.Length > 0)
                bus.Renew(held);
        }
        catch (LockLostException)
        {
            // Settled meanwhile.
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Function} failed on {Count} messages, the first of them {SequenceNumber}"
    )]
    private partial void Failed(Exception fault, string function, int count, long sequenceNumber);

    [LoggerMessage(Level = LogLevel.Error, Message = "messages of {Queue} cannot be received or settled")]
    private partial void CannotReceive(Exception fault, string queue);
}
