using System.Collections.Concurrent;
using Azure.Core;
using Azure.Messaging.ServiceBus;
using Points.Domain.Ports;

namespace Points.Functions.Worker;

/// <summary>Sends to queues of a Service Bus namespace, with the app's own identity, as many messages at a time as fit.</summary>
internal sealed class ServiceBusMessages(string fullyQualifiedNamespace, TokenCredential identity)
    : IMessageSender,
        IAsyncDisposable
{
    /// <summary>Whoever sends has a lock or a feed that waits for it, so a try is given up before either does.</summary>
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(15);

    private readonly ServiceBusClient _client = new(
        fullyQualifiedNamespace,
        identity,
        new ServiceBusClientOptions { RetryOptions = new ServiceBusRetryOptions { TryTimeout = TryTimeout } }
    );

    private readonly ConcurrentDictionary<string, ServiceBusSender> _senders = new(StringComparer.Ordinal);

    public async Task Send(string queue, IReadOnlyList<OutgoingMessage> messages, CancellationToken ct)
    {
        try
        {
            await SendAll(_senders.GetOrAdd(queue, _client.CreateSender), messages, ct);
        }
        catch (ServiceBusException fault)
            when (fault.Reason is ServiceBusFailureReason.ServiceBusy or ServiceBusFailureReason.QuotaExceeded)
        {
            throw new StoreBusyException($"the queue {queue} is busy or full: {fault.Message}");
        }
        catch (Exception fault) when (IsLostAnswer(fault, ct))
        {
            throw new StoreUnavailableException($"the queue {queue} gave no answer: {fault.Message}", fault);
        }
    }

    /// <summary>Opens a link to the queue, which needs no more than the right to send; a sender that has one asks nobody any more.</summary>
    public async Task Reach(string queue, CancellationToken ct)
    {
        try
        {
            await using var sender = _client.CreateSender(queue);
            using var batch = await sender.CreateMessageBatchAsync(ct);
        }
        catch (Exception fault) when (IsLostAnswer(fault, ct))
        {
            throw new StoreUnavailableException($"the queue {queue} gave no answer: {fault.Message}", fault);
        }
    }

    /// <summary>Closes the connection, and with it what the senders have of it.</summary>
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private static async Task SendAll(
        ServiceBusSender sender,
        IReadOnlyList<OutgoingMessage> messages,
        CancellationToken ct
    )
    {
        for (var next = 0; next < messages.Count; )
        {
            using var batch = await sender.CreateMessageBatchAsync(ct);
            while (next < messages.Count && batch.TryAddMessage(MessageOf(messages[next])))
                next++;
            if (batch.Count == 0)
                throw new InvalidOperationException(
                    $"the message {messages[next].MessageId} is longer than the queue {sender.EntityPath} takes"
                );
            await sender.SendMessagesAsync(batch, ct);
        }
    }

    private static ServiceBusMessage MessageOf(OutgoingMessage outgoing)
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
            // Functions reads the one, OpenTelemetry the other; where they are set, the SDK adds none of its own.
            message.ApplicationProperties["Diagnostic-Id"] = trace;
            message.ApplicationProperties["traceparent"] = trace;
        }
        return message;
    }

    private static bool IsLostAnswer(Exception fault, CancellationToken ct) =>
        fault switch
        {
            ServiceBusException { IsTransient: true }
            or ServiceBusException { Reason: ServiceBusFailureReason.ServiceTimeout }
            or TimeoutException => true,
            OperationCanceledException => !ct.IsCancellationRequested,
            _ => false,
        };
}
