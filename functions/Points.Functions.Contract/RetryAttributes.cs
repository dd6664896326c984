namespace Microsoft.Azure.Functions.Worker;

/// <summary>How the host retries a failed execution. Declared as in the worker package, which replaces it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute(int maxRetryCount) : Attribute
{
    /// <summary>The largest number of retries. A negative number means no limit.</summary>
    public int MaxRetryCount { get; } = maxRetryCount;
}

/// <summary>
/// Retries with growing intervals between two limits. Declared as in the worker package, which replaces it.
/// </summary>
public sealed class ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    : RetryAttribute(maxRetryCount)
{
    public string MinimumInterval { get; } = minimumInterval;

    public string MaximumInterval { get; } = maximumInterval;
}
