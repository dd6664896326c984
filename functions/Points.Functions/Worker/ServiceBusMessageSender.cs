using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Points.Domain;
using Points.Domain.Messaging;

namespace Points.Functions.Worker;

/// <summary>
/// Sends messages to the queues of a Service Bus namespace, in batches as large as the queue accepts.
/// </summary>
internal sealed class ServiceBusMessageSender(ServiceBusClient client) : IMessageSender
{
    private readonly ConcurrentDictionary<string, ServiceBusSender> _senders = new(StringComparer.Ordinal);

    public async Task Send(string queue, IReadOnlyList<OutgoingMessage> messages, CancellationToken ct)
    {
        try
        {
            await SendAll(_senders.GetOrAdd(queue, client.CreateSender), messages, ct);
        }
        catch (ServiceBusException exception)
            when (exception.Reason is ServiceBusFailureReason.ServiceBusy or ServiceBusFailureReason.QuotaExceeded)
        {
            throw new StoreBusyException($"the queue {queue} is busy or full: {exception.Message}");
        }
        catch (Exception exception) when (ServiceBusErrors.IsResponseLost(exception, ct))
        {
            throw ServiceBusErrors.NoAnswer(queue, exception);
        }
    }

    /// <summary>
    /// Opens a new link to the queue, which needs only the right to send. A sender that already has a link would not
    /// contact the queue.
    /// </summary>
    public async Task CheckReachable(string queue, CancellationToken ct)
    {
        try
        {
            await using var sender = client.CreateSender(queue);
            using var batch = await sender.CreateMessageBatchAsync(ct);
        }
        catch (Exception exception) when (ServiceBusErrors.IsResponseLost(exception, ct))
        {
            throw ServiceBusErrors.NoAnswer(queue, exception);
        }
    }

    private static async Task SendAll(
        ServiceBusSender sender,
        IReadOnlyList<OutgoingMessage> messages,
        CancellationToken ct
    )
    {
        for (var next = 0; next < messages.Count; )
        {
            using var batch = await sender.CreateMessageBatchAsync(ct);
            while (next < messages.Count && batch.TryAddMessage(ToServiceBusMessage(messages[next])))
                next++;
            if (batch.Count == 0)
                throw new InvalidOperationException(
                    $"the message {messages[next].MessageId} is too large for the queue {sender.EntityPath}"
                );
            await sender.SendMessagesAsync(batch, ct);
        }
    }

    private static ServiceBusMessage ToServiceBusMessage(OutgoingMessage outgoing)
    {
        var message = new ServiceBusMessage(outgoing.Body)
        {
            MessageId = outgoing.MessageId,
            ContentType = "application/json",
        };
        if (outgoing.SessionId is { } session)
            message.SessionId = session;
        if (outgoing.CorrelationId is { } correlation)
            message.CorrelationId = correlation;
        if (outgoing.ScheduledFor is { } instant)
            message.ScheduledEnqueueTime = instant;
        foreach (var (name, value) in outgoing.Properties)
            message.ApplicationProperties[name] = value;
        if (outgoing.TraceParent is { } trace)
        {
            // Functions reads the first, OpenTelemetry the second. Where they are set, the SDK adds none of its own.
            message.ApplicationProperties["Diagnostic-Id"] = trace;
            message.ApplicationProperties["traceparent"] = trace;
        }
        return message;
    }
}
