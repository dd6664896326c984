using Azure.Messaging.ServiceBus;
using Points.Domain;

namespace Points.Functions.Worker;

/// <summary>What errors of the Service Bus SDK mean.</summary>
internal static class ServiceBusErrors
{
    public static StoreUnavailableException NoAnswer(string queue, Exception exception) =>
        new($"the queue {queue} gave no answer: {exception.Message}", exception);

    public static bool IsResponseLost(Exception exception, CancellationToken ct) =>
        exception switch
        {
            ServiceBusException { IsTransient: true }
            or ServiceBusException { Reason: ServiceBusFailureReason.ServiceTimeout }
            or TimeoutException => true,
            OperationCanceledException => !ct.IsCancellationRequested,
            _ => false,
        };
}
