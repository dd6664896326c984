namespace Points.Functions.Jobs;

/// <summary>How long a run starts further work. It leaves the rest to the next run, or to the next message.</summary>
internal static class RunTimeLimit
{
    /// <summary>Well below 30 minutes, after which the Functions host ends a run (<c>functionTimeout</c>).</summary>
    public static readonly TimeSpan Max = TimeSpan.FromMinutes(20);

    /// <summary>Below 5 minutes, after which the lock on a message ends and another instance gets it.</summary>
    public static readonly TimeSpan MaxOfMessage = TimeSpan.FromMinutes(4);
}
