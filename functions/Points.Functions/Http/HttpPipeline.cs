using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Points.Domain;
using Points.Functions.Access;
using Points.Functions.Observing;

namespace Points.Functions.Http;

/// <summary>What every HTTP function does around its own work: asks who is calling, lets them or not, and turns faults into problems.</summary>
public sealed partial class HttpPipeline(TokenAuthenticator tokens, TimeProvider clock, ILogger<HttpPipeline> log)
{
    /// <summary>The moment of the request, on the host's clock of business time.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <param name="isAllowed">Who is allowed, as far as token and path tell.</param>
    public Task<IResult> RunAuthorized(
        HttpRequest http,
        Func<Caller, bool> isAllowed,
        Func<Caller, Task<IResult>> handle
    ) =>
        RunPublic(
            http,
            async () =>
            {
                if (await tokens.FindCaller(http.Headers.Authorization, Now) is not { } caller)
                    return Problems.Unauthenticated;
                return isAllowed(caller) ? await handle(caller) : Problems.Forbidden;
            }
        );

    /// <summary>For what is public.</summary>
    public async Task<IResult> RunPublic(HttpRequest http, Func<Task<IResult>> handle) =>
        RefusalMetrics.Count(await RunCatching(http, handle));

    private async Task<IResult> RunCatching(HttpRequest http, Func<Task<IResult>> handle)
    {
        try
        {
            return await handle();
        }
        catch (BadHttpRequestException fault)
        {
            return Problems.MalformedHttp(fault);
        }
        catch (StoreBusyException)
        {
            return Problems.Busy;
        }
        catch (IdentityProviderUnavailableException fault)
        {
            LogKeysUnavailable(fault);
            return Problems.Unavailable;
        }
        catch (StoreUnavailableException fault)
        {
            LogStoreUnavailable(fault, RequestRoute.FindTemplate(http.HttpContext));
            return Problems.Unavailable;
        }
        catch (OperationCanceledException) when (!http.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Problems.Unavailable; // The host is ending.
        }
        catch (Exception fault) when (!http.HttpContext.RequestAborted.IsCancellationRequested)
        {
            LogFailed(fault, RequestRoute.FindTemplate(http.HttpContext));
            return Problems.InternalError;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "tokens cannot be checked")]
    private partial void LogKeysUnavailable(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "no answer from the store for {Route}")]
    private partial void LogStoreUnavailable(Exception fault, string? route);

    [LoggerMessage(Level = LogLevel.Error, Message = "a fault while answering {Route}")]
    private partial void LogFailed(Exception fault, string? route);
}
