using Points.Domain.Jobs;
using Points.Domain.Messaging;

namespace Points.Domain.Erasing;

/// <summary>Deletes dead letters whose time is over, and then the bytes of all that was deleted.</summary>
/// <param name="kept">How long dead letters stay.</param>
public sealed class RetentionRun(
    IDeadLetters deadLetters,
    IStoreCompaction store,
    IReadOnlyCollection<string> queues,
    TimeSpan kept
)
{
    /// <summary>Of each queue in one run. What is left, the next run deletes.</summary>
    public const int DeadLettersPerRunMax = 10_000;

    /// <param name="now">Real time: queues date messages by it.</param>
    /// <returns>How many dead letters were deleted.</returns>
    /// <exception cref="AggregateException">A queue or the store failed. The others were done.</exception>
    public async Task<long> Run(DateTimeOffset now, CancellationToken ct)
    {
        var (steps, deleted, before) = (new IndependentSteps(), 0L, now - kept);
        foreach (var queue in queues)
            await steps.Run(async () =>
                deleted += await deadLetters.DeleteBefore(queue, before, DeadLettersPerRunMax, ct)
            );
        await steps.Run(() => store.Compact(ct));
        steps.ThrowIfAnyFailed($"{deleted} dead letters were deleted");
        return deleted;
    }
}
