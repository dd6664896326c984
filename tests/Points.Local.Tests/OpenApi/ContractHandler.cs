using System.Net;

namespace Points.Local.Tests.OpenApi;

/// <summary>
/// Holds everything that passes through a client against the published document: every answer, and the body of every request
/// that was taken. What is not under <c>/api</c>, or at a path that is none of the document's, is nobody's business here.
/// </summary>
internal sealed class ContractHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>A client for tests that need one of their own.</summary>
    public static HttpClient Client(Uri address) =>
        new(new ContractHandler(new SocketsHttpHandler { UseProxy = false })) { BaseAddress = address };

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var (operation, isPath) = PublishedContract.Current.Find(
            request.Method.Method,
            request.RequestUri!.AbsolutePath
        );
        if (!isPath)
            return await base.SendAsync(request, cancellationToken);
        var sent = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var fault = operation is null
            ? response.StatusCode == HttpStatusCode.MethodNotAllowed
                ? null
                : $"{request.Method} is no method of this path, and status {(int)response.StatusCode} came"
            : PublishedContract.Current.FindResponseFault(
                operation,
                (int)response.StatusCode,
                response.Content.Headers.ContentType?.MediaType,
                body
            )
                ?? (
                    response.IsSuccessStatusCode
                    && PublishedContract.Current.FindRequestFault(operation, sent) is { } wrong
                        ? $"a body was taken that is not declared: {wrong}: {sent}"
                        : null
                );
        if (fault is not null)
            Assert.Fail(
                $"{operation?.ToString() ?? request.RequestUri.AbsolutePath}: {fault}: {(int)response.StatusCode} {body}"
            );
        return response;
    }
}
