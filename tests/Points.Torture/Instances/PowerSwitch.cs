using System.Net;

namespace Points.Torture.Instances;

/// <summary>
/// Stands between an instance and the store. Once it is off, no request reaches the store and no answer comes back,
/// as after the death of a process: what was on its way to the store may have been carried out or not.
/// </summary>
internal sealed class PowerSwitch(HttpMessageHandler store) : DelegatingHandler(store)
{
    private volatile bool _isOff;

    public bool IsOff => _isOff;

    public void TurnOff() => _isOff = true;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (_isOff)
            return NoAnswer(request);
        var response = await base.SendAsync(request, cancellationToken);
        return _isOff ? NoAnswer(request) : response;
    }

    /// <summary>A status that the SDK and the app do not retry, so that a dead instance is soon quiet.</summary>
    private static HttpResponseMessage NoAnswer(HttpRequestMessage request) =>
        new(HttpStatusCode.Forbidden) { RequestMessage = request, Content = new StringContent("{}") };
}
