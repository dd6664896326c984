using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Points.Domain.Messaging;
using Points.Domain.Observing;

namespace Points.Functions.Messaging;

/// <summary>Continues the trace that a message carries.</summary>
internal static class MessageTrace
{
    /// <summary>The name of the property in OpenTelemetry, and in the Service Bus SDK.</summary>
    private const string TraceParent = "traceparent",
        DiagnosticId = "Diagnostic-Id";

    /// <summary>Starts the activity that handles the message; null if nothing listens for activities.</summary>
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
