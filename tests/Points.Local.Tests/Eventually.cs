namespace Points.Local.Tests;

/// <summary>Waits for what a host does by itself, and fails where nothing comes of it.</summary>
internal static class Eventually
{
    /// <summary>Enough for a machine that does much else.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1),
        Often = TimeSpan.FromMilliseconds(50);

    /// <summary>What is looked for, as soon as it is there.</summary>
    /// <param name="look">Null while it is not.</param>
    /// <param name="missing">What was waited for in vain, and what there is instead.</param>
    public static async Task<T> Found<T>(Func<Task<T?>> look, Func<string> missing)
        where T : class
    {
        for (var since = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(since) < Patience; )
        {
            if (await look() is { } found)
                return found;
            await Task.Delay(Often, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException($"nothing came of {missing()}");
    }

    public static Task Is(Func<Task<bool>> look, string what) =>
        Found(async () => await look() ? "so" : null, () => what);
}
