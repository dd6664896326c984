using Microsoft.Extensions.Diagnostics.HealthChecks;
using Points.Functions.OpenApi;

namespace Points.Functions.Health;

/// <param name="Status">Always <c>live</c>: an app that answers is alive.</param>
/// <param name="Ready">Whether every check succeeded. Left out if nothing was checked.</param>
/// <param name="Checks">One check for each service that the app depends on.</param>
internal sealed record HealthView([OneOf("live")] string Status, bool? Ready, IReadOnlyList<CheckView>? Checks)
{
    public static HealthView Live { get; } = new("live", null, null);

    public static HealthView From(HealthReport report) =>
        Live with
        {
            Ready = report.Status == HealthStatus.Healthy,
            Checks =
            [
                .. report
                    .Entries.OrderBy(it => it.Key, StringComparer.Ordinal)
                    .Select(it => new CheckView(
                        it.Key,
                        it.Value.Status == HealthStatus.Healthy,
                        (long)it.Value.Duration.TotalMilliseconds
                    )),
            ],
        };
}

/// <param name="Milliseconds">How long the answer took, or how long the check waited for it.</param>
internal sealed record CheckView(string Name, bool Ready, long Milliseconds);
