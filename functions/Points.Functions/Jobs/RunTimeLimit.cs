namespace Points.Functions.Jobs;

/// <summary>How long a job that goes over many wallets begins new ones; what it leaves is the next run's.</summary>
internal static class RunTimeLimit
{
    /// <summary>The Functions host ends a run after thirty minutes (<c>functionTimeout</c>).</summary>
    public static readonly TimeSpan Max = TimeSpan.FromMinutes(20);
}
