using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Points.Domain.Messaging;
using Points.Domain.Observing;

namespace Points.Functions.Messaging;

/// <summary>Goes on with the trace that a message is of.</summary>
internal static class MessageTrace
{
    /// <summary>As OpenTelemetry and as the SDK of Service Bus name the property.</summary>
    private const string TraceParent = "traceparent",
        DiagnosticId = "Diagnostic-Id";

    /// <summary>The handling of this message; null where nobody follows it.</summary>
    public static Activity? StartProcessActivity(this ServiceBusReceivedMessage message, string queue) =>
        Signals.ActivitySource.HasListeners()
            ? ServiceBusActivities.StartProcess(
                queue,
                ReadProperty(message, TraceParent) ?? ReadProperty(message, DiagnosticId)
            )
            : null;

    private static string? ReadProperty(ServiceBusReceivedMessage message, string name) =>
        message.ApplicationProperties.GetValueOrDefault(name) as string;
}
