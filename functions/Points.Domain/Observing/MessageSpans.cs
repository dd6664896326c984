using System.Diagnostics;

namespace Points.Domain.Observing;

/// <summary>Spans of messages, as OpenTelemetry's conventions for Service Bus name them.</summary>
public static class MessageSpans
{
    /// <summary>A message is made, of a trace that is under way. Null where none is.</summary>
    public static Activity? Create(string queue) =>
        Signals.Here is null
            ? null
            : Of(queue, "create", Signals.Spans.StartActivity($"create {queue}", ActivityKind.Producer));

    /// <summary>A message is handled that says of which trace it is.</summary>
    public static Activity? Process(string queue, string? trace) =>
        Of(queue, "process", Signals.Continue(trace, $"process {queue}", ActivityKind.Consumer));

    private static Activity? Of(string queue, string operation, Activity? span) =>
        span
            ?.SetTag("messaging.system", "servicebus")
            .SetTag("messaging.destination.name", queue)
            .SetTag("messaging.operation.name", operation)
            .SetTag("messaging.operation.type", operation);
}
