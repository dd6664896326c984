using System.Diagnostics;
using Points.Domain.Observing;

namespace Points.Domain.Messaging;

/// <summary>Spans of messages, as OpenTelemetry's conventions for Service Bus name them.</summary>
public static class ServiceBusActivities
{
    /// <summary>A message is made, of a trace that is under way. Null where none is.</summary>
    public static Activity? StartCreate(string queue) =>
        Signals.CurrentTraceParent is null
            ? null
            : AddTags(queue, "create", Signals.ActivitySource.StartActivity($"create {queue}", ActivityKind.Producer));

    /// <summary>A message is handled that says of which trace it is.</summary>
    public static Activity? StartProcess(string queue, string? traceParent) =>
        AddTags(queue, "process", Signals.ContinueTrace(traceParent, $"process {queue}", ActivityKind.Consumer));

    private static Activity? AddTags(string queue, string operation, Activity? activity) =>
        activity
            ?.SetTag("messaging.system", "servicebus")
            .SetTag("messaging.destination.name", queue)
            .SetTag("messaging.operation.name", operation)
            .SetTag("messaging.operation.type", operation);
}
