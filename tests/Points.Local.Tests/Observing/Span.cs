namespace Points.Local.Tests.Observing;

/// <param name="ParentId">Empty for the root span.</param>
internal sealed record Span(
    string TraceId,
    string SpanId,
    string ParentId,
    string Name,
    bool HasFailed,
    Dictionary<string, string> Tags
);
