using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using Points.Domain.Observing;

namespace Points.Functions.Messaging;

/// <summary>Goes on with the trace that a message is of.</summary>
internal static class MessageTrace
{
    /// <summary>As OpenTelemetry and as the SDK of Service Bus name the property.</summary>
    private const string TraceParent = "traceparent",
        DiagnosticId = "Diagnostic-Id";

    /// <summary>The handling of this message; null where nobody follows it.</summary>
    public static Activity? Process(this ServiceBusReceivedMessage message, string queue) =>
        Signals.Spans.HasListeners()
            ? MessageSpans.Process(queue, Text(message, TraceParent) ?? Text(message, DiagnosticId))
            : null;

    private static string? Text(ServiceBusReceivedMessage message, string name) =>
        message.ApplicationProperties.GetValueOrDefault(name) as string;
}
