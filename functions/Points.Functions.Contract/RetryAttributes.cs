namespace Microsoft.Azure.Functions.Worker;

/// <summary>Declared as the worker declares it. What happens to an execution that failed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute(int maxRetryCount) : Attribute
{
    /// <summary>Without bound where negative.</summary>
    public int MaxRetryCount { get; } = maxRetryCount;
}

/// <summary>Declared as the worker declares it.</summary>
public sealed class ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    : RetryAttribute(maxRetryCount)
{
    public string MinimumInterval { get; } = minimumInterval;

    public string MaximumInterval { get; } = maximumInterval;
}
