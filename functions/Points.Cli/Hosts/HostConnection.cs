using Points.Client;

namespace Points.Cli.Hosts;

/// <summary>
/// The connection to a host, which all callers share. Requests are repeated until their answer is final: every request
/// of a command is safe to repeat. A host that has never answered is not asked again.
/// </summary>
internal sealed class HostConnection : IDisposable
{
    private static readonly PointsClientOptions Patient = new()
    {
        AttemptsMax = 8,
        AttemptTimeout = TimeSpan.FromSeconds(30),
        LongestWait = TimeSpan.FromMinutes(1), // A host asks callers who send too much to wait that long at most.
    };

    /// <summary>Shorter than an attempt, so that a host that never answers is told from one that is slow.</summary>
    private static readonly TimeSpan FirstAnswerWaitMax = Patient.AttemptTimeout - TimeSpan.FromSeconds(5);

    private readonly HttpMessageHandler _sender;

    private HostConnection(Uri address, HttpMessageHandler sender) => (Address, _sender) = (address, sender);

    /// <param name="host">The URL of the host, with a slash at its end.</param>
    /// <param name="parallel">How many requests may run at the same time.</param>
    /// <param name="firstAnswerWait">How long to wait for the first answer of the host.</param>
    public static HostConnection Open(Uri host, int parallel, TimeSpan? firstAnswerWait = null)
    {
        var sockets = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = parallel,
            UseProxy = !host.IsLoopback,
            AllowAutoRedirect = false, // No host redirects, and a token must not follow.
        };
        var first = new FirstAnswer(host, firstAnswerWait ?? FirstAnswerWaitMax, sockets);
        return new(host, PointsClient.AddRetries(first, Patient));
    }

    public Uri Address { get; }

    /// <param name="tokens">The tokens of the caller; null for requests that need none.</param>
    public HttpClient CreateClient(ITokenSource? tokens) =>
        new(tokens is null ? _sender : PointsClient.AddTokens(_sender, tokens), disposeHandler: false)
        {
            BaseAddress = Address,
            Timeout = Timeout.InfiniteTimeSpan, // Each attempt has a time limit of its own.
        };

    /// <summary>Whether a repeat of the request may get another answer.</summary>
    public static bool IsTemporary(int status) => status is 408 or 429 or >= 500;

    /// <summary>The error for an answer with which a command cannot continue.</summary>
    public CommandException UnexpectedAnswer(int status, Exception? fault = null) =>
        IsTemporary(status)
            ? DoesNotAnswer($"status {status}", fault)
            : new(
                $"The server at {Address} (status {status}) is not a host of Points: "
                    + "name the host with --url or --data.",
                fault
            );

    /// <summary>The error for a host that answered before, and does not any more.</summary>
    public CommandException DoesNotAnswer(HttpRequestException fault) =>
        DoesNotAnswer(FirstAnswer.Describe(fault), fault);

    public void Dispose() => _sender.Dispose();

    private CommandException DoesNotAnswer(string reason, Exception? fault) =>
        new($"The host at {Address} does not answer ({reason}); run the same command again to continue.", fault);
}
