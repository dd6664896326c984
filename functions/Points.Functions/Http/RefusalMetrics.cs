using System.Diagnostics;
using System.Diagnostics.Metrics;
using Points.Domain.Observing;

namespace Points.Functions.Http;

/// <summary>Counts problem responses by their code.</summary>
internal static class RefusalMetrics
{
    private const string CodeTag = "points.refusal.code";

    private static readonly Counter<long> Refusals = Signals.Meter.CreateCounter<long>(
        "points.refusals",
        "{refusal}",
        "Requests and messages that were answered with a problem."
    );

    /// <summary>Counts the response if it is a problem, and puts the problem's code on the current span.</summary>
    /// <returns>The same response.</returns>
    public static T Count<T>(T response)
    {
        if (response is not Problem { Code: var code })
            return response;
        Refusals.Add(1, new KeyValuePair<string, object?>(CodeTag, code));
        Activity.Current?.SetTag(CodeTag, code);
        return response;
    }
}
