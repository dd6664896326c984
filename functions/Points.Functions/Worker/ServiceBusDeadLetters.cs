using System.Collections.Concurrent;
using System.Globalization;
using Azure.Messaging.ServiceBus;
using Points.Domain;
using Points.Domain.Messaging;

namespace Points.Functions.Worker;

/// <summary>
/// Peeks at the dead letters of the queues of a Service Bus namespace, and deletes old ones. Both need the right to
/// receive.
/// </summary>
internal sealed class ServiceBusDeadLetters(ServiceBusClient client) : IDeadLetters
{
    /// <summary>The broker keeps reason and description among the sender's properties.</summary>
    private static readonly string[] OfTheBroker = ["DeadLetterReason", "DeadLetterErrorDescription"];

    /// <summary>Messages that are received at once.</summary>
    private const int BatchMax = 100;

    /// <summary>How long to wait for a message. An empty queue has none.</summary>
    private static readonly TimeSpan ReceiveWait = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, ServiceBusReceiver> _receivers = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<DeadLetter>> Read(string queue, long after, int limit, CancellationToken ct)
    {
        var receiver = ReceiverOf(queue);
        var letters = new List<DeadLetter>();
        try
        {
            // One answer holds as many messages as fit into it. An empty one means that there are no more.
            while (letters.Count < limit)
            {
                var next = (letters is [.., var last] ? last.SequenceNumber : after) + 1;
                var peeked = await receiver.PeekMessagesAsync(limit - letters.Count, next, ct);
                if (peeked.Count == 0)
                    break;
                letters.AddRange(peeked.Select(ToDeadLetter));
            }
        }
        catch (ServiceBusException exception) when (exception.Reason is ServiceBusFailureReason.ServiceBusy)
        {
            throw new StoreBusyException($"the queue {queue} is busy: {exception.Message}");
        }
        catch (Exception exception) when (ServiceBusErrors.IsResponseLost(exception, ct))
        {
            throw ServiceBusErrors.NoAnswer(queue, exception);
        }
        return letters;
    }

    public async Task<long> DeleteBefore(string queue, DateTimeOffset before, int limit, CancellationToken ct)
    {
        var (receiver, deleted) = (ReceiverOf(queue), 0L);
        try
        {
            while (deleted < limit)
            {
                var letters = await receiver.ReceiveMessagesAsync(BatchMax, ReceiveWait, ct);
                foreach (var letter in letters.Where(it => it.EnqueuedTime < before))
                {
                    await receiver.CompleteMessageAsync(letter, ct);
                    deleted++;
                }
                var young = letters.Where(it => it.EnqueuedTime >= before).ToArray();
                foreach (var letter in young)
                    await receiver.AbandonMessageAsync(letter, cancellationToken: ct);
                if (letters.Count == 0 || young.Length > 0)
                    break;
            }
        }
        catch (ServiceBusException exception) when (exception.Reason is ServiceBusFailureReason.ServiceBusy)
        {
            throw new StoreBusyException($"the queue {queue} is busy: {exception.Message}");
        }
        catch (Exception exception) when (ServiceBusErrors.IsResponseLost(exception, ct))
        {
            throw ServiceBusErrors.NoAnswer(queue, exception);
        }
        return deleted;
    }

    private ServiceBusReceiver ReceiverOf(string queue) =>
        _receivers.GetOrAdd(
            queue,
            name => client.CreateReceiver(name, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter })
        );

    internal static DeadLetter ToDeadLetter(ServiceBusReceivedMessage message) =>
        new(
            message.SequenceNumber,
            message.MessageId,
            message.SessionId,
            message.DeadLetterReason ?? "",
            message.DeadLetterErrorDescription ?? "",
            message.DeliveryCount,
            message.EnqueuedTime,
            message.Body.ToMemory(),
            message
                .ApplicationProperties.Where(it => !OfTheBroker.Contains(it.Key))
                .ToDictionary(
                    it => it.Key,
                    it => Convert.ToString(it.Value, CultureInfo.InvariantCulture) ?? "",
                    StringComparer.Ordinal
                )
        );
}
