namespace Points.Functions.Tests.Archive;

/// <summary>Stands between a client and its server, and does with each request as a test wants.</summary>
internal sealed class InterceptingHandler(HttpMessageHandler server, Interceptor meddling) : DelegatingHandler(server)
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    ) => meddling(request, () => base.SendAsync(request, cancellationToken));
}

/// <param name="send">Has the server carry the request out.</param>
internal delegate Task<HttpResponseMessage> Interceptor(
    HttpRequestMessage request,
    Func<Task<HttpResponseMessage>> send
);
