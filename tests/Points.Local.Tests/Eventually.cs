namespace Points.Local.Tests;

/// <summary>Waits for what a host does by itself, and fails where nothing comes of it.</summary>
internal static class Eventually
{
    /// <summary>Enough for a machine that does much else.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(1),
        PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>What is looked for, as soon as it is there.</summary>
    /// <param name="probe">Null while it is not.</param>
    /// <param name="describeMissing">What was waited for in vain, and what there is instead.</param>
    public static async Task<T> Find<T>(Func<Task<T?>> probe, Func<string> describeMissing)
        where T : class
    {
        for (var since = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(since) < TimeLimit; )
        {
            if (await probe() is { } found)
                return found;
            await Task.Delay(PollInterval, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"nothing came of {describeMissing()}");
    }

    public static Task IsTrue(Func<Task<bool>> probe, string description) =>
        Find(async () => await probe() ? "so" : null, () => description);
}
