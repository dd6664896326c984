using System.Diagnostics;
using System.Diagnostics.Metrics;
using Points.Domain.Observing;
using Points.Functions.Http;

namespace Points.Functions.Observing;

/// <summary>Counts what is answered with a problem, by its code.</summary>
internal static class RefusalMetrics
{
    private const string Code = "points.refusal.code";

    private static readonly Counter<long> Counted = Signals.Meter.CreateCounter<long>(
        "points.refusals",
        "{refusal}",
        "Requests and messages that were answered with a problem."
    );

    /// <param name="answer">Of any kind: what is no problem is not counted.</param>
    public static T Count<T>(T answer)
    {
        if (answer is not Problem { Code: var code })
            return answer;
        Counted.Add(1, new KeyValuePair<string, object?>(Code, code));
        Activity.Current?.SetTag(Code, code);
        return answer;
    }
}
