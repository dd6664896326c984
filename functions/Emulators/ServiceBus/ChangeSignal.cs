namespace Emulators.ServiceBus;

/// <summary>Wakes those that wait for a change.</summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource _next = CreateSource();

    /// <summary>
    /// Completes at the next change. Read it before the state that may change, so that no change is missed.
    /// </summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Wakes all that wait now.</summary>
    public void Raise() => Interlocked.Exchange(ref _next, CreateSource()).SetResult();

    /// <summary>Tries, and tries again after each change, until the result is enough or the time is over.</summary>
    /// <returns>The result of the last attempt.</returns>
    public async Task<T> RetryUntil<T>(
        Func<Task<T>> attempt,
        Predicate<T> isEnough,
        TimeSpan wait,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var end = wait == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : time.GetUtcNow() + wait;
        while (true)
        {
            var changed = Next;
            var result = await attempt();
            if (isEnough(result))
                return result;
            var left = end == DateTimeOffset.MaxValue ? Timeout.InfiniteTimeSpan : end - time.GetUtcNow();
            if (left <= TimeSpan.Zero && left != Timeout.InfiniteTimeSpan)
                return result;
            try
            {
                await changed.WaitAsync(left, time, ct);
            }
            catch (TimeoutException)
            {
                return result;
            }
        }
    }

    private static TaskCompletionSource CreateSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
