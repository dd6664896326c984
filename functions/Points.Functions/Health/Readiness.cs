using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Points.Functions.Health;

/// <summary>Whether everything answers that the app depends on. However often it is asked, they are asked once in a while.</summary>
public sealed class Readiness(HealthCheckService checks)
{
    /// <summary>Anybody may ask; nobody shall be able to make us ask others all the time.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(2);

    private readonly Lock _asking = new();
    private Task<HealthReport>? _report;
    private long _askedAt;

    public Task<HealthReport> Check()
    {
        lock (_asking)
        {
            if (_report is null || (_report.IsCompleted && TimeProvider.System.GetElapsedTime(_askedAt) > GoodFor))
                (_report, _askedAt) = (
                    checks.CheckHealthAsync(CancellationToken.None),
                    TimeProvider.System.GetTimestamp()
                );
            return _report;
        }
    }
}
