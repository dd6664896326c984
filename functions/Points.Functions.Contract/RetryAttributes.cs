namespace Microsoft.Azure.Functions.Worker;

/// <summary>Declared as in the worker package. How the host retries a failed execution.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute(int maxRetryCount) : Attribute
{
    /// <summary>The largest number of retries. A negative number means no limit.</summary>
    public int MaxRetryCount { get; } = maxRetryCount;
}

/// <summary>Declared as in the worker package. Retries with growing intervals between two limits.</summary>
public sealed class ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    : RetryAttribute(maxRetryCount)
{
    public string MinimumInterval { get; } = minimumInterval;

    public string MaximumInterval { get; } = maximumInterval;
}
