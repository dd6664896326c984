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
        return new(new HttpClient(CreateHandler(tokens, options, sockets)) { BaseAddress = WithSlash(host) });
    }

    /// <summary>
    /// Adds tokens and retries to a handler that sends requests, for apps that build their <see cref="HttpClient"/> by
    /// themselves. Its time limit must leave time for the repeats.
    /// </summary>
    public static HttpMessageHandler CreateHandler(
        ITokenSource? tokens,
        PointsClientOptions? options,
        HttpMessageHandler sender
    )
    {
        var retries = new RetryHandler(options ?? new(), sender);
        return tokens is null ? retries : new TokenHandler(tokens, retries);
    }

    private static Uri WithSlash(Uri host) => host.AbsoluteUri.EndsWith('/') ? host : new Uri(host.AbsoluteUri + "/");
}
