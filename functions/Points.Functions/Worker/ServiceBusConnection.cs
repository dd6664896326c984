using Azure.Core;
using Azure.Messaging.ServiceBus;

namespace Points.Functions.Worker;

/// <summary>Connects to a Service Bus namespace.</summary>
internal static class ServiceBusConnection
{
    /// <summary>
    /// Senders hold a message lock or a change feed lease meanwhile. A try ends before either expires.
    /// </summary>
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(15);

    public static ServiceBusClient Open(string fullyQualifiedNamespace, TokenCredential identity) =>
        new(
            fullyQualifiedNamespace,
            identity,
            new ServiceBusClientOptions { RetryOptions = new ServiceBusRetryOptions { TryTimeout = TryTimeout } }
        );
}
