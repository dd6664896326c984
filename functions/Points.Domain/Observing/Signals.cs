using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Points.Domain.Observing;

/// <summary>
/// The app's source of spans and its meter, for everything that OpenTelemetry's conventions have no name for. Without
/// a listener they record nothing. Neither contains anything that identifies a member.
/// </summary>
public static class Signals
{
    /// <summary>The name of both the source and the meter.</summary>
    public const string Name = "Points";

    public static ActivitySource ActivitySource { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);

    /// <summary>
    /// The W3C trace parent of the current span, to store with what is written now, so that later work continues the
    /// trace (decision 18). Null if the trace is not recorded.
    /// </summary>
    public static string? CurrentTraceParent =>
        Activity.Current is { Recorded: true, Source: var source } span && source == ActivitySource ? span.Id : null;

    /// <summary>
    /// Starts a span that continues a stored trace. Null if <paramref name="traceParent"/> is missing or not valid, or
    /// if the trace is not recorded.
    /// </summary>
    public static Activity? ContinueTrace(string? traceParent, string name, ActivityKind kind)
    {
        if (!ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent))
            return null;
        // The host may already have started a span of this trace for the same message.
        return Activity.Current?.TraceId == parent.TraceId
            ? ActivitySource.StartActivity(name, kind)
            : ActivitySource.StartActivity(name, kind, parent);
    }

    /// <summary>
    /// Marks a span as failed, with the exception's type. Its message may name a member and is left out.
    /// </summary>
    public static void RecordFailure(this Activity? activity, Exception exception) =>
        activity.RecordFailure(exception.GetType().FullName!);

    /// <summary>Marks a span as failed.</summary>
    /// <param name="errorType">An error code, or the name of an exception type.</param>
    public static void RecordFailure(this Activity? activity, string errorType) =>
        activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", errorType);
}
