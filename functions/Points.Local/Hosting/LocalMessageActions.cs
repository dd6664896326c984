using Azure.Messaging.ServiceBus;
using Emulators.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Points.Local.Hosting;

/// <summary>Lets a function settle its messages. Messages settled in one call are written to disk together.</summary>
internal sealed class LocalMessageActions(ServiceBusEmulator bus) : ServiceBusMessageActions
{
    private readonly Dictionary<ServiceBusReceivedMessage, ReceivedMessage> _messages = new(
        ReferenceEqualityComparer.Instance
    );

    /// <summary>Converts a message to the SDK type that functions receive, and remembers it for settling.</summary>
    public ServiceBusReceivedMessage ToServiceBusMessage(ReceivedMessage message)
    {
        var properties = new Dictionary<string, object>(message.Properties.Count, StringComparer.Ordinal);
        foreach (var (name, value) in message.Properties)
            properties.Add(name, value);
        var converted = ServiceBusModelFactory.ServiceBusReceivedMessage(
            body: BinaryData.FromBytes(message.Body),
            messageId: message.MessageId,
            sessionId: message.SessionId,
            correlationId: message.CorrelationId,
            properties: properties,
            lockTokenGuid: message.LockToken,
            deliveryCount: message.DeliveryCount,
            lockedUntil: message.LockedUntil,
            sequenceNumber: message.SequenceNumber,
            enqueuedTime: message.EnqueuedAt
        );
        _messages.Add(converted, message);
        return converted;
    }

    public override Task CompleteMessageAsync(
        ServiceBusReceivedMessage message,
        CancellationToken cancellationToken = default
    ) => bus.Complete(FindReceived(message));

    public override Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default
    ) => bus.Abandon([FindReceived(message)]);

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default
    ) =>
        bus.MoveToDeadLetters(
            FindReceived(message),
            deadLetterReason ?? "",
            deadLetterErrorDescription ?? "",
            propertiesToModify?.ToDictionary(it => it.Key, it => (string)it.Value, StringComparer.Ordinal)
        );

    private ReceivedMessage FindReceived(ServiceBusReceivedMessage message) =>
        _messages.GetValueOrDefault(message)
        ?? throw new LockLostException("The message does not belong to this call.");
}
