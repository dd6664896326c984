using System.Net;

namespace Points.Cli.Client;

/// <summary>What came of one request.</summary>
/// <param name="Answer">Null if the host did not answer.</param>
/// <param name="RetryAfter">How long the host asks to wait.</param>
internal sealed record HostReply(HostResponse? Answer, TimeSpan? RetryAfter)
{
    /// <summary>Why there is no answer.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether a repeat of the request would get the same answer.</summary>
    public bool IsFinal =>
        Answer is not null
        && Answer.Status
            is not (
                HttpStatusCode.TooManyRequests
                or HttpStatusCode.RequestTimeout
                or HttpStatusCode.Unauthorized
                or >= HttpStatusCode.InternalServerError
            );
}
