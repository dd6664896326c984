namespace Points.Local.Tests;

/// <summary>Waits for something that a host does in the background. Fails if it does not happen in time.</summary>
internal static class Eventually
{
    /// <summary>Long enough for a busy machine.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(1),
        PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs the probe until it finds something, and returns what it found.</summary>
    /// <param name="probe">Returns null as long as there is nothing.</param>
    /// <param name="describeMissing">Describes what was expected, and what there is instead.</param>
    public static async Task<T> Find<T>(Func<Task<T?>> probe, Func<string> describeMissing)
        where T : class
    {
        for (var since = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(since) < TimeLimit; )
        {
            if (await probe() is { } found)
                return found;
            await Task.Delay(PollInterval, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"waited in vain for {describeMissing()}");
    }

    public static Task IsTrue(Func<Task<bool>> probe, string description) =>
        Find(async () => await probe() ? "true" : null, () => description);
}
