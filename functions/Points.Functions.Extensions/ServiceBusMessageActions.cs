using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// Lets a function settle a message. The host implements it. Stands in for the class of the Service Bus
/// extension package.
/// </summary>
public class ServiceBusMessageActions
{
    private const string NoHost = "only a host can settle messages";

    protected ServiceBusMessageActions() { }

    public virtual Task CompleteMessageAsync(
        ServiceBusReceivedMessage message,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException(NoHost);

    public virtual Task AbandonMessageAsync(
        ServiceBusReceivedMessage message,
        IDictionary<string, object>? propertiesToModify = default,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException(NoHost);

    public virtual Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException(NoHost);
}
