namespace Points.Local.Cosmos;

/// <summary>Something that goes wrong with one request.</summary>
public sealed record Fault
{
    private Fault() { }

    /// <summary>429 with a time to wait; nothing was done. The SDK repeats such requests by itself, up to nine times.</summary>
    public static Fault Throttled(TimeSpan retryAfter) =>
        new()
        {
            Status = 429,
            SubStatus = 3200,
            RetryAfter = retryAfter,
        };

    /// <summary>503; nothing was done.</summary>
    public static Fault Unavailable { get; } = new() { Status = 503 };

    /// <summary>408; nothing was done, but the caller cannot know.</summary>
    public static Fault TimedOut { get; } = new() { Status = 408 };

    /// <summary>412, as if somebody else had changed the document first; nothing was done.</summary>
    public static Fault Stale { get; } = new() { Status = 412 };

    /// <summary>408 after everything was done and is on disk: the answer was lost.</summary>
    public static Fault AnswerLost { get; } = new() { Status = 408, Happens = true };

    /// <summary>The connection breaks before the request arrives.</summary>
    public static Fault Disconnected { get; } = new() { Breaks = true };

    /// <summary>The connection breaks after everything was done and is on disk.</summary>
    public static Fault DisconnectedAfterwards { get; } = new() { Breaks = true, Happens = true };

    /// <summary>The request waits before it is served as usual.</summary>
    public static Fault Slow(TimeSpan delay) => new() { Delay = delay, Happens = true };

    internal int? Status { get; private init; }

    internal int SubStatus { get; private init; }

    internal TimeSpan? RetryAfter { get; private init; }

    internal TimeSpan Delay { get; private init; }

    /// <summary>Whether the request is carried out all the same.</summary>
    internal bool Happens { get; private init; }

    internal bool Breaks { get; private init; }
}
