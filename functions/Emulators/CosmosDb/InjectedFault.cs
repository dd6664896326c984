namespace Emulators.CosmosDb;

/// <summary>A failure of one request.</summary>
public sealed record InjectedFault
{
    private InjectedFault() { }

    /// <summary>
    /// The response is 429 with a time to wait, and nothing is done. The SDK repeats such a request up to nine times.
    /// </summary>
    public static InjectedFault Throttled(TimeSpan retryAfter) =>
        new()
        {
            Status = 429,
            SubStatus = 3200,
            RetryAfter = retryAfter,
        };

    /// <summary>
    /// The request is carried out and on disk, but the response is 429: the SDK sends the same request again, and its
    /// caller sees only the second response.
    /// </summary>
    public static InjectedFault ThrottledAfterwards(TimeSpan retryAfter) =>
        new()
        {
            Status = 429,
            SubStatus = 3200,
            RetryAfter = retryAfter,
            IsExecuted = true,
        };

    /// <summary>The response is 503, and nothing is done.</summary>
    public static InjectedFault Unavailable { get; } = new() { Status = 503 };

    /// <summary>The response is 408, and nothing is done. The caller cannot know that.</summary>
    public static InjectedFault TimedOut { get; } = new() { Status = 408 };

    /// <summary>
    /// The response is 412, as if another client had changed the document first, and nothing is done.
    /// </summary>
    public static InjectedFault PreconditionFailed { get; } = new() { Status = 412 };

    /// <summary>The request is carried out and on disk, but the response is 408: the answer was lost.</summary>
    public static InjectedFault AnswerLost { get; } = new() { Status = 408, IsExecuted = true };

    /// <summary>The connection breaks before the request arrives, and nothing is done.</summary>
    public static InjectedFault Disconnected { get; } = new() { BreaksConnection = true };

    /// <summary>The connection breaks after the request is carried out and on disk.</summary>
    public static InjectedFault DisconnectedAfterwards { get; } = new() { BreaksConnection = true, IsExecuted = true };

    /// <summary>The request is carried out after a delay.</summary>
    public static InjectedFault Slow(TimeSpan delay) => new() { Delay = delay, IsExecuted = true };

    internal int? Status { get; private init; }

    internal int SubStatus { get; private init; }

    internal TimeSpan? RetryAfter { get; private init; }

    internal TimeSpan Delay { get; private init; }

    /// <summary>Whether the request is carried out.</summary>
    internal bool IsExecuted { get; private init; }

    internal bool BreaksConnection { get; private init; }
}
