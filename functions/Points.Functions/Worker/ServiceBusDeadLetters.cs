using System.Collections.Concurrent;
using System.Globalization;
using Azure.Messaging.ServiceBus;
using Points.Domain;
using Points.Domain.Messaging;

namespace Points.Functions.Worker;

/// <summary>
/// Peeks at the dead letters of the queues of a Service Bus namespace. That needs the right to receive.
/// </summary>
internal sealed class ServiceBusDeadLetters(ServiceBusClient client) : IDeadLetters
{
    /// <summary>The broker keeps reason and description among the sender's properties.</summary>
    private static readonly string[] OfTheBroker = ["DeadLetterReason", "DeadLetterErrorDescription"];

    private readonly ConcurrentDictionary<string, ServiceBusReceiver> _receivers = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<DeadLetter>> Read(string queue, long after, int limit, CancellationToken ct)
    {
        var receiver = _receivers.GetOrAdd(
            queue,
            name => client.CreateReceiver(name, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter })
        );
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
