using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Points.Functions.Health;

/// <summary>Whether every service that the app depends on answers. A result is reused for two seconds.</summary>
public sealed class Readiness(HealthCheckService checks)
{
    /// <summary>The health functions are public. This keeps callers from causing a check with every request.</summary>
    private static readonly TimeSpan ResultLifetime = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<HealthReport>? _report;
    private long _checkedAt;

    public Task<HealthReport> Check()
    {
        lock (_lock)
        {
            if (_report is null || (_report.IsCompleted && IsStale))
                (_report, _checkedAt) = (
                    checks.CheckHealthAsync(CancellationToken.None),
                    TimeProvider.System.GetTimestamp()
                );
            return _report;
        }
    }

    private bool IsStale => TimeProvider.System.GetElapsedTime(_checkedAt) > ResultLifetime;
}
