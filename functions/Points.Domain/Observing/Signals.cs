using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Points.Domain.Observing;

/// <summary>
/// What the app tells of itself while it works: one source of spans and one meter, named after what OpenTelemetry's
/// conventions have no name for. Where nobody listens, nothing is made. Neither ever carries who a member is.
/// </summary>
public static class Signals
{
    /// <summary>Of the source and of the meter.</summary>
    public const string Name = "Points";

    public static ActivitySource ActivitySource { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);

    /// <summary>Where we are in a trace that is kept, as W3C writes it: what is written down now can be followed by whoever reads it later. Null where none is kept.</summary>
    public static string? CurrentTraceParent =>
        Activity.Current is { Recorded: true, Source: var source } span && source == ActivitySource ? span.Id : null;

    /// <summary>Goes on with a trace that somebody wrote down. Null where there is none, or it is not kept.</summary>
    public static Activity? ContinueTrace(string? traceParent, string name, ActivityKind kind)
    {
        if (!ActivityContext.TryParse(traceParent, null, isRemote: true, out var parent))
            return null;
        // The host may have begun to go on with it for this very message.
        return Activity.Current?.TraceId == parent.TraceId
            ? ActivitySource.StartActivity(name, kind)
            : ActivitySource.StartActivity(name, kind, parent);
    }

    /// <summary>That what the span is about did not come off, and by what kind of fault: not its text, which may name anybody.</summary>
    public static void RecordFailure(this Activity? activity, Exception exception) =>
        activity.RecordFailure(exception.GetType().FullName!);

    /// <param name="errorType">A code, or the name of a fault.</param>
    public static void RecordFailure(this Activity? activity, string errorType) =>
        activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", errorType);
}
