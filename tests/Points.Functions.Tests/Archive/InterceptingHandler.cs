namespace Points.Functions.Tests.Archive;

/// <summary>Passes each request of a client to a test, which may send, change or drop it.</summary>
internal sealed class InterceptingHandler(HttpMessageHandler server, Interceptor intercept) : DelegatingHandler(server)
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    ) => intercept(request, () => base.SendAsync(request, cancellationToken));
}

/// <param name="send">Sends the request to the server.</param>
internal delegate Task<HttpResponseMessage> Interceptor(
    HttpRequestMessage request,
    Func<Task<HttpResponseMessage>> send
);
