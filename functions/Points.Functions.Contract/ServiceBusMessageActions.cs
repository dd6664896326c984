using Azure.Messaging.ServiceBus;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Declared as the worker declares it. How a function says what is to become of a message; the host does it.</summary>
public class ServiceBusMessageActions
{
    private const string NoHost = "a host says how messages are settled";

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
