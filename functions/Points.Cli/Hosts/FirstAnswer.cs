namespace Points.Cli.Hosts;

/// <summary>
/// Ends the command where a host does not answer the first request: the address is wrong, or no host runs there.
/// </summary>
/// <param name="waitMax">How long to wait for the first answer.</param>
internal sealed class FirstAnswer(Uri host, TimeSpan waitMax, HttpMessageHandler sender) : DelegatingHandler(sender)
{
    private volatile bool _hasAnswered;

    /// <exception cref="CommandException">The host has never answered.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (_hasAnswered)
            return await base.SendAsync(request, cancellationToken);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        waiting.CancelAfter(waitMax);
        try
        {
            var response = await base.SendAsync(request, waiting.Token);
            _hasAnswered = true;
            return response;
        }
        catch (Exception fault)
            when (!_hasAnswered
                && fault is HttpRequestException or OperationCanceledException
                && !cancellationToken.IsCancellationRequested
            )
        {
            throw new CommandException(
                $"No host answers at {host} ({Describe(fault as HttpRequestException)}): start it, or name another one "
                    + "with --url or --data.",
                fault
            );
        }
    }

    /// <param name="fault">What went wrong; null where the time was over.</param>
    public static string Describe(HttpRequestException? fault) =>
        fault switch
        {
            null or { InnerException: TimeoutException } => "no answer in time",
            { HttpRequestError: HttpRequestError.NameResolutionError } => "its name is unknown",
            { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection",
            _ => "no connection",
        };
}
