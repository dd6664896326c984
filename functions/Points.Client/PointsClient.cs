namespace Points.Client;

/// <summary>
/// Calls the HTTP API of Points: one method for each operation of its OpenAPI document. Answers that refuse a request
/// throw a <see cref="PointsException"/> with the problem document.
/// </summary>
public partial class PointsClient
{
    /// <summary>
    /// Connects to a host. Dispose of the <see cref="HttpClient"/> of a client that is not needed any more.
    /// </summary>
    /// <param name="host">The address of the host, such as <c>https://points.example.com/</c>.</param>
    /// <param name="tokens">Where the bearer tokens come from; null for the operations that are public.</param>
    /// <param name="options">How often and how long requests are repeated.</param>
    public static PointsClient Connect(Uri host, ITokenSource? tokens, PointsClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        var sockets = new SocketsHttpHandler
        {
            UseProxy = !host.IsLoopback,
            AllowAutoRedirect = false, // No host redirects, and a token must not follow.
        };
        var sender = AddRetries(sockets, options);
        return new(
            new HttpClient(tokens is null ? sender : AddTokens(sender, tokens))
            {
                BaseAddress = WithSlash(host),
                Timeout = Timeout.InfiniteTimeSpan, // Each attempt has a time limit of its own.
            }
        );
    }

    /// <summary>
    /// Adds retries to a handler that sends requests, for apps that build their <see cref="HttpClient"/> by themselves.
    /// Its time limit must leave time for the repeats.
    /// </summary>
    public static HttpMessageHandler AddRetries(HttpMessageHandler sender, PointsClientOptions? options = null) =>
        new RetryHandler(options ?? new(), sender);

    /// <summary>
    /// Adds the tokens of one caller to a handler that sends requests. Several callers can share the sender, and so its
    /// connections.
    /// </summary>
    public static HttpMessageHandler AddTokens(HttpMessageHandler sender, ITokenSource tokens) =>
        new TokenHandler(tokens, sender);

    private static Uri WithSlash(Uri host) => host.AbsoluteUri.EndsWith('/') ? host : new Uri(host.AbsoluteUri + "/");
}
