using Points.Domain;

namespace Points.Cosmos;

/// <summary>Limits and delays of retries after a conflict with another writer of the same document.</summary>
internal static class ConflictRetry
{
    public const int AttemptsMax = 40;
    private const int DelayMaxMilliseconds = 100;

    /// <summary>Waits a random time, longer after each attempt, so that writers do not collide again.</summary>
    public static Task Delay(int attempt, CancellationToken ct) =>
        Task.Delay(Random.Shared.Next(1, Math.Min(DelayMaxMilliseconds, 2 << Math.Min(attempt, 6))), ct);

    public static StoreBusyException Exhausted() => new("too many other requests are changing the same document");
}
