namespace Points.Client;

/// <summary>How often and how long a client repeats requests that did not get a final answer.</summary>
public sealed record PointsClientOptions
{
    /// <summary>How often a request is sent at most, at least once.</summary>
    public int AttemptsMax { get; init; } = 5;

    /// <summary>The wait before the second attempt. It doubles for each later one.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>No wait is longer, whatever the host asks for.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one attempt waits for its answer.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What waits are measured with.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
