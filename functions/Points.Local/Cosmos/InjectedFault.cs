namespace Points.Local.Cosmos;

/// <summary>Something that goes wrong with one request.</summary>
public sealed record InjectedFault
{
    private InjectedFault() { }

    /// <summary>429 with a time to wait; nothing was done. The SDK repeats such requests by itself, up to nine times.</summary>
    public static InjectedFault Throttled(TimeSpan retryAfter) =>
        new()
        {
            Status = 429,
            SubStatus = 3200,
            RetryAfter = retryAfter,
        };

    /// <summary>503; nothing was done.</summary>
    public static InjectedFault Unavailable { get; } = new() { Status = 503 };

    /// <summary>408; nothing was done, but the caller cannot know.</summary>
    public static InjectedFault TimedOut { get; } = new() { Status = 408 };

    /// <summary>412, as if somebody else had changed the document first; nothing was done.</summary>
    public static InjectedFault PreconditionFailed { get; } = new() { Status = 412 };

    /// <summary>408 after everything was done and is on disk: the answer was lost.</summary>
    public static InjectedFault AnswerLost { get; } = new() { Status = 408, IsExecuted = true };

    /// <summary>The connection breaks before the request arrives.</summary>
    public static InjectedFault Disconnected { get; } = new() { BreaksConnection = true };

    /// <summary>The connection breaks after everything was done and is on disk.</summary>
    public static InjectedFault DisconnectedAfterwards { get; } = new() { BreaksConnection = true, IsExecuted = true };

    /// <summary>The request waits before it is served as usual.</summary>
    public static InjectedFault Slow(TimeSpan delay) => new() { Delay = delay, IsExecuted = true };

    internal int? Status { get; private init; }

    internal int SubStatus { get; private init; }

    internal TimeSpan? RetryAfter { get; private init; }

    internal TimeSpan Delay { get; private init; }

    /// <summary>Whether the request is carried out all the same.</summary>
    internal bool IsExecuted { get; private init; }

    internal bool BreaksConnection { get; private init; }
}
