using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Points.Domain;
using Points.Domain.Budgets;
using Points.Functions.Access;

namespace Points.Functions.Http;

/// <summary>
/// Wraps every HTTP function: authenticates the caller, checks that they may call, turns exceptions into problems, and
/// counts problems.
/// </summary>
public sealed partial class HttpPipeline(TokenAuthenticator tokens, TimeProvider clock, ILogger<HttpPipeline> log)
{
    /// <summary>The current business time, by the host's clock.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>
    /// Runs a function that needs a token. Answers 401 without a valid token, 403 if the caller may not call.
    /// </summary>
    /// <param name="isAllowed">Whether this caller may call, as far as token and path can tell.</param>
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

    /// <summary>Runs a function that needs no token.</summary>
    public async Task<IResult> RunPublic(HttpRequest http, Func<Task<IResult>> handle) =>
        RefusalMetrics.Count(await RunCatching(http, handle));

    private async Task<IResult> RunCatching(HttpRequest http, Func<Task<IResult>> handle)
    {
        try
        {
            return await handle();
        }
        catch (BadHttpRequestException exception)
        {
            return Problems.MalformedHttp(exception);
        }
        catch (BudgetBusyException)
        {
            return Problems.BudgetBusy;
        }
        catch (StoreBusyException)
        {
            return Problems.Busy;
        }
        catch (IdentityProviderUnavailableException exception)
        {
            LogKeysUnavailable(exception);
            return Problems.Unavailable;
        }
        catch (StoreUnavailableException exception)
        {
            LogStoreUnavailable(exception, RequestRoute.FindTemplate(http.HttpContext));
            return Problems.Unavailable;
        }
        catch (OperationCanceledException) when (!http.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Problems.Unavailable; // The host is shutting down.
        }
        catch (Exception exception) when (!http.HttpContext.RequestAborted.IsCancellationRequested)
        {
            LogFailed(exception, RequestRoute.FindTemplate(http.HttpContext));
            return Problems.InternalError;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Could not get the identity provider's keys to validate a token")]
    private partial void LogKeysUnavailable(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store did not answer while handling {Route}")]
    private partial void LogStoreUnavailable(Exception exception, string? route);

    [LoggerMessage(Level = LogLevel.Error, Message = "Unhandled exception while handling {Route}")]
    private partial void LogFailed(Exception exception, string? route);
}
