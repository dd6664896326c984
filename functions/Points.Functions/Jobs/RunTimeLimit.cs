namespace Points.Functions.Jobs;

/// <summary>How long a run starts work on further wallets. It leaves the rest to the next run.</summary>
internal static class RunTimeLimit
{
    /// <summary>Well below 30 minutes, after which the Functions host ends a run (<c>functionTimeout</c>).</summary>
    public static readonly TimeSpan Max = TimeSpan.FromMinutes(20);
}
