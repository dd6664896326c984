using Points.Domain;

namespace Points.Cosmos;

/// <summary>How long one goes on trying where others change the same document.</summary>
internal static class ConflictRetry
{
    public const int AttemptsMax = 40;
    private const int DelayMaxMilliseconds = 100;

    /// <summary>Waits a random while, longer from try to try, so that those who collided do not collide again.</summary>
    public static Task Delay(int attempt, CancellationToken ct) =>
        Task.Delay(Random.Shared.Next(1, Math.Min(DelayMaxMilliseconds, 2 << Math.Min(attempt, 6))), ct);

    public static StoreBusyException Exhausted() => new("too many others are changing the same document");
}
