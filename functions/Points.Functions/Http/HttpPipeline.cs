using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Points.Domain;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Functions.Access;

namespace Points.Functions.Http;

/// <summary>
/// Wraps every HTTP function: authenticates the caller, checks that they may call, turns exceptions into problems, and
/// counts problems.
/// </summary>
public sealed partial class HttpPipeline(
    TokenAuthenticator tokens,
    RequestLimits limits,
    TimeProvider clock,
    ILogger<HttpPipeline> log
)
{
    /// <summary>The current business time, by the host's clock.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>
    /// Runs a function that needs a token. Answers 401 without a valid token, 403 if the caller may not call.
    /// </summary>
    /// <param name="needed">Who may call, as far as token and path can tell.</param>
    public Task<IResult> RunAuthorized(HttpRequest http, CallerRule needed, Func<Caller, Task<IResult>> handle) =>
        RunLimited(http, needed, caller => limits.FindWriteProblem(http, caller), handle);

    /// <summary>
    /// Runs a function that calculates a quote, as one that needs a token, with the limit for quotes.
    /// </summary>
    /// <param name="needed">Who may call, as far as token and path can tell.</param>
    public Task<IResult> RunQuote(HttpRequest http, CallerRule needed, Func<Caller, Task<IResult>> handle) =>
        RunLimited(http, needed, limits.FindQuoteProblem, handle);

    /// <summary>Runs a function that needs no token.</summary>
    public Task<IResult> RunPublic(HttpRequest http, Func<Task<IResult>> handle)
    {
        ResponseHeaders.Protect(http.HttpContext);
        ResponseHeaders.OpenToAllOrigins(http.HttpContext);
        return Respond(http, Start(handle));
    }

    /// <summary>Runs a function that shows everybody something, within the limit of the address.</summary>
    public Task<IResult> RunPublicRead(HttpRequest http, Func<Task<IResult>> handle) =>
        RunPublic(
            http,
            () => limits.FindAnonymousProblem(http) is { } problem ? Task.FromResult<IResult>(problem) : handle()
        );

    /// <summary>Shows everybody a document, within the limit of the address.</summary>
    internal Task<IResult> RunPublicRead(HttpRequest http, EmbeddedDocument document) =>
        RunPublicRead(http, () => Task.FromResult(document.ToResult()));

    /// <summary>Creates the request of a command that books a ledger entry.</summary>
    /// <param name="memberId">The owner of the wallet.</param>
    /// <param name="route">Identifies the request, together with the caller and the idempotency key.</param>
    /// <param name="fingerprint">The digest of the command: a repeat must have the same.</param>
    public Request CreateRequest(
        Caller caller,
        string memberId,
        string route,
        string idempotencyKey,
        string fingerprint
    ) =>
        Request.From(caller.IdempotencyScope, route, idempotencyKey, fingerprint, Now) with
        {
            By = caller.ToRequester(memberId),
        };

    private Task<IResult> RunLimited(
        HttpRequest http,
        CallerRule needed,
        Func<Caller, Problem?> findExcess,
        Func<Caller, Task<IResult>> handle
    )
    {
        ResponseHeaders.Protect(http.HttpContext);
        return Respond(http, Authorize(http, needed, findExcess, handle));
    }

    private async Task<IResult> Authorize(
        HttpRequest http,
        CallerRule needed,
        Func<Caller, Problem?> findExcess,
        Func<Caller, Task<IResult>> handle
    )
    {
        var found = await tokens.Authenticate(http.Headers.Authorization, Now, TokenUse.Http);
        if (found.Caller is not { } caller)
            return limits.FindAnonymousProblem(http) ?? Problems.Unauthenticated(found.Fault ?? TokenFault.Missing);
        return needed.Admits(caller) ? findExcess(caller) ?? await handle(caller) : Problems.Forbidden(needed);
    }

    /// <summary>Also puts an exception that is thrown before the first await into the task.</summary>
    private static async Task<IResult> Start(Func<Task<IResult>> handle) => await handle();

    private async Task<IResult> Respond(HttpRequest http, Task<IResult> handling) =>
        RefusalMetrics.Count(await CatchExceptions(http, handling));

    private async Task<IResult> CatchExceptions(HttpRequest http, Task<IResult> handling)
    {
        try
        {
            return await handling;
        }
        catch (BadHttpRequestException exception)
        {
            return Problems.MalformedHttp(exception);
        }
        catch (BudgetBusyException)
        {
            return Problems.BudgetBusy;
        }
        catch (OrderBusyException)
        {
            return Problems.OrderBusy;
        }
        catch (StoreBusyException)
        {
            return Problems.Busy;
        }
        catch (AlteredDocumentException)
        {
            return Problems.Altered;
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
