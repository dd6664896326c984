using Azure.Messaging.ServiceBus;
using Emulators.ServiceBus;
using Microsoft.Extensions.Logging;

namespace Points.Local.Hosting;

/// <summary>
/// Runs a function for the messages of its queue, as the Functions host does. It renews the locks while the function
/// runs, completes the messages when it returns (if the function asks for that), and abandons them when it throws.
/// </summary>
internal sealed partial class MessagePump(
    MessageFunction function,
    ServiceBusEmulator bus,
    HostSettings settings,
    IServiceProvider services,
    RunningCalls runningCalls,
    TimeProvider time,
    ILogger log
)
{
    private const int ConcurrentBatchesMax = 2,
        ConcurrentSessionsMax = 8;

    /// <summary>
    /// How long a partial batch waits for more. One call for many messages is cheaper than many calls.
    /// </summary>
    private static readonly TimeSpan FillWait = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// The delay before a failed message is delivered again: one step per delivery, so that a lasting error is cheap.
    /// </summary>
    private static readonly TimeSpan RedeliveryStep = TimeSpan.FromSeconds(0.1),
        RedeliveryMax = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan DelayAfterError = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _renewal = QueueOf(function, bus).LockDuration / 2;

    /// <summary>Receives messages until it is asked to stop. Ends after the last call.</summary>
    /// <param name="stopping">Cancelled when the pump must receive no more messages.</param>
    /// <param name="call">The token that the function gets. It is cancelled when the function must stop.</param>
    public Task Run(CancellationToken stopping, CancellationToken call)
    {
        var receivers =
            function.HasSessions ? ConcurrentSessionsMax
            : function.IsBatched ? ConcurrentBatchesMax
            : settings.ConcurrentCallsMax;
        return Task.WhenAll(
            Enumerable
                .Range(0, receivers)
                .Select(_ => Task.Run(() => ReceiveLoop(stopping, call), CancellationToken.None))
        );
    }

    private static QueueDefinition QueueOf(MessageFunction function, ServiceBusEmulator bus)
    {
        var queue =
            bus.Definitions.FirstOrDefault(queue => queue.Name == function.Queue)
            ?? throw new InvalidOperationException(
                $"The function {function.Name} receives from {function.Queue}, but there is no such queue."
            );
        return queue.RequiresSession == function.HasSessions
            ? queue
            : throw new InvalidOperationException(
                $"The function {function.Name} and its queue {function.Queue} must both use sessions, or neither."
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
                // The messages are delivered again.
            }
            catch (Exception fault)
            {
                CannotReceive(fault, function.Queue);
                await Task.Delay(DelayAfterError, time, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task<IReadOnlyList<ReceivedMessage>> Receive(CancellationToken stopping)
    {
        var first = await bus.Receive(function.Queue, MessagesMax, Timeout.InfiniteTimeSpan, stopping);
        if (!function.IsBatched || first.Count == MessagesMax)
            return first;
        // Not cancelled by a stop, because the messages received so far must still be handled.
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
        var succeeded = await TryCallFunction(messages, call);
        var unsettled = messages.Where(ServiceBusEmulator.IsHeld).ToArray();
        if (unsettled.Length == 0)
            return;
        if (!succeeded)
            await Abandon(unsettled);
        else if (function.AutoCompletes)
            await bus.Complete(unsettled);
    }

    private async Task<bool> TryCallFunction(IReadOnlyList<ReceivedMessage> messages, CancellationToken call)
    {
        var actions = new LocalMessageActions(bus);
        try
        {
            ServiceBusReceivedMessage[] batch = [.. messages.Select(actions.ToServiceBusMessage)];
            await function.Call.Run(services, function.IsBatched ? batch : batch.Single(), actions, call);
            return true;
        }
        catch (Exception fault)
        {
            Failed(fault, function.Name, messages.Count, messages[0].SequenceNumber);
            return false;
        }
    }

    private Task Abandon(IEnumerable<ReceivedMessage> messages) =>
        Task.WhenAll(
            messages
                .GroupBy(message => message.DeliveryCount)
                .Select(sameCount => bus.Abandon([.. sameCount], RedeliveryDelay(sameCount.Key)))
        );

    private static TimeSpan RedeliveryDelay(int deliveryCount)
    {
        var delay = RedeliveryStep * deliveryCount;
        return delay < RedeliveryMax ? delay : RedeliveryMax;
    }

    private void RenewLocks(IReadOnlyList<ReceivedMessage> messages)
    {
        try
        {
            var held = messages.Where(ServiceBusEmulator.IsHeld).ToArray();
            if (held.Length > 0)
                bus.Renew(held);
        }
        catch (LockLostException)
        {
            // The function has settled the messages in the meantime.
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Function} failed on {Count} messages, starting with sequence number {SequenceNumber}"
    )]
    private partial void Failed(Exception fault, string function, int count, long sequenceNumber);

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not receive or settle messages of {Queue}")]
    private partial void CannotReceive(Exception fault, string queue);
}
