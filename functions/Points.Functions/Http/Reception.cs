using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Points.Domain.Ports;
using Points.Functions.Access;
using Points.Functions.Observing;

namespace Points.Functions.Http;

/// <summary>What every HTTP function does around its own work: asks who is calling, lets them or not, and turns faults into problems.</summary>
public sealed partial class Reception(Tokens tokens, TimeProvider clock, ILogger<Reception> log)
{
    /// <summary>The moment of the request, on the host's clock of business time.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <param name="may">Who is allowed, as far as token and path tell.</param>
    public Task<IResult> Answer(HttpRequest http, Func<Caller, bool> may, Func<Caller, Task<IResult>> act) =>
        AnswerAnyone(
            http,
            async () =>
            {
                if (await tokens.CallerOf(http.Headers.Authorization, Now) is not { } caller)
                    return Problems.Unauthenticated;
                return may(caller) ? await act(caller) : Problems.Forbidden;
            }
        );

    /// <summary>For what is public.</summary>
    public async Task<IResult> AnswerAnyone(HttpRequest http, Func<Task<IResult>> act) =>
        Refusals.Count(await Try(http, act));

    private async Task<IResult> Try(HttpRequest http, Func<Task<IResult>> act)
    {
        try
        {
            return await act();
        }
        catch (BadHttpRequestException fault)
        {
            return Problems.BadHttp(fault);
        }
        catch (StoreBusyException)
        {
            return Problems.Busy;
        }
        catch (IdentityProviderUnavailableException fault)
        {
            NoKeys(fault);
            return Problems.Unavailable;
        }
        catch (StoreUnavailableException fault)
        {
            StoreUnavailable(fault, Route.Of(http.HttpContext));
            return Problems.Unavailable;
        }
        catch (OperationCanceledException) when (!http.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Problems.Unavailable; // The host is ending.
        }
        catch (Exception fault) when (!http.HttpContext.RequestAborted.IsCancellationRequested)
        {
            Failed(fault, Route.Of(http.HttpContext));
            return Problems.InternalError;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "tokens cannot be checked")]
    private partial void NoKeys(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "no answer from the store for {Route}")]
    private partial void StoreUnavailable(Exception fault, string? route);

    [LoggerMessage(Level = LogLevel.Error, Message = "a fault while answering {Route}")]
    private partial void Failed(Exception fault, string? route);
}
