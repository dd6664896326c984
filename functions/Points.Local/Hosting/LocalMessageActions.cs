using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Points.Local.Messaging;

namespace Points.Local.Hosting;

/// <summary>How a function of this host settles its messages. Many settled together go to disk together.</summary>
internal sealed class LocalMessageActions(LocalBus bus) : ServiceBusMessageActions
{
    private readonly Dictionary<ServiceBusReceivedMessage, ReceivedMessage> _messages = new(
        ReferenceEqualityComparer.Instance
    );

    /// <summary>The message as functions see it.</summary>
    public ServiceBusReceivedMessage ToServiceBusMessage(ReceivedMessage message)
    {
        var properties = new Dictionary<string, object>(message.Properties.Count, StringComparer.Ordinal);
        foreach (var (name, value) in message.Properties)
            properties.Add(name, value);
        var offered = ServiceBusModelFactory.ServiceBusReceivedMessage(
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
        _messages.Add(offered, message);
        return offered;
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
    ) => bus.MoveToDeadLetters(FindReceived(message), deadLetterReason ?? "", deadLetterErrorDescription ?? "");

    private ReceivedMessage FindReceived(ServiceBusReceivedMessage message) =>
        _messages.GetValueOrDefault(message) ?? throw new LockLostException("The message is not one of this call.");
}
