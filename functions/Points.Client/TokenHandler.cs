using System.Net;
using System.Net.Http.Headers;

namespace Points.Client;

/// <summary>
/// Sends the token with each request, and once more with another token where the host refused the first.
/// </summary>
internal sealed class TokenHandler(ITokenSource tokens, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private volatile string? _token;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var token = _token ??= await tokens.GetToken(refused: null, cancellationToken);
        var response = await Send(request, token, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;
        await response.Content.LoadIntoBufferAsync(cancellationToken); // Frees the connection for the source of tokens.
        // Another request may have got a new token in the meantime.
        var renewed = _token != token ? _token : await tokens.GetToken(token, cancellationToken);
        if (renewed is null || renewed == token)
            return response;
        response.Dispose();
        _token = renewed;
        return await Send(request, renewed, cancellationToken);
    }

    private Task<HttpResponseMessage> Send(HttpRequestMessage request, string? token, CancellationToken ct)
    {
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, ct);
    }
}
