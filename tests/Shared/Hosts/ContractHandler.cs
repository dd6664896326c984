using System.Net;

namespace Points.Tests;

/// <summary>
/// Checks the traffic of a client against the published OpenAPI document: every response, and the body of every request
/// that was accepted. Ignores paths that are not in the document.
/// </summary>
internal sealed class ContractHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>An HTTP client whose traffic is checked.</summary>
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
        var violation = operation is null
            ? response.StatusCode == HttpStatusCode.MethodNotAllowed
                ? null
                : $"{request.Method} is not declared for this path, but the status is {(int)response.StatusCode}"
            : PublishedContract.Current.FindResponseViolation(
                operation,
                (int)response.StatusCode,
                response.Content.Headers.ContentType?.MediaType,
                body
            )
                ?? (
                    response.IsSuccessStatusCode
                    && PublishedContract.Current.FindRequestViolation(operation, sent) is { } reason
                        ? $"an undeclared body was accepted: {reason}: {sent}"
                        : null
                );
        if (violation is not null)
            Assert.Fail(
                $"{operation?.ToString() ?? request.RequestUri.AbsolutePath}: {violation}:"
                    + $" {(int)response.StatusCode} {body}"
            );
        return response;
    }
}
