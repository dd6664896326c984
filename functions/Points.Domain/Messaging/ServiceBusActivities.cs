using System.Diagnostics;
using Points.Domain.Observing;

namespace Points.Domain.Messaging;

/// <summary>Starts spans for messages, named by OpenTelemetry's conventions for Service Bus.</summary>
public static class ServiceBusActivities
{
    /// <summary>Starts a span for creating a message. Null if the current trace is not recorded.</summary>
    public static Activity? StartCreate(string queue) =>
        Signals.CurrentTraceParent is null
            ? null
            : AddTags(queue, "create", Signals.ActivitySource.StartActivity($"create {queue}", ActivityKind.Producer));

    /// <summary>
    /// Starts a span for handling a message, in the trace that the message names. Null if it names none, or if the
    /// trace is not recorded.
    /// </summary>
    public static Activity? StartProcess(string queue, string? traceParent) =>
        AddTags(queue, "process", Signals.ContinueTrace(traceParent, $"process {queue}", ActivityKind.Consumer));

    private static Activity? AddTags(string queue, string operation, Activity? activity) =>
        activity
            ?.SetTag("messaging.system", "servicebus")
            .SetTag("messaging.destination.name", queue)
            .SetTag("messaging.operation.name", operation)
            .SetTag("messaging.operation.type", operation);
}
