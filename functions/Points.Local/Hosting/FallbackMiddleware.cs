using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Points.Functions.Http;

namespace Points.Local.Hosting;

/// <summary>
/// Answers unknown paths and methods, malformed requests, and exceptions that a function did not handle.
/// </summary>
internal sealed partial class FallbackMiddleware(ILogger<FallbackMiddleware> log)
{
    public async Task Invoke(HttpContext http, RequestDelegate next)
    {
        ResponseHeaders.Protect(http);
        try
        {
            await next(http);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            return; // The client has gone.
        }
        catch (BadHttpRequestException fault) when (!http.Response.HasStarted)
        {
            await Problems.MalformedHttp(fault).ExecuteAsync(http);
            return;
        }
        catch (Exception fault)
        {
            UnhandledException(fault, http.Request.Method, Functions.Http.RequestRoute.FindTemplate(http));
            // A partial answer must not look complete.
            if (http.Response.HasStarted)
                http.Abort();
            else
                await Problems.InternalError.ExecuteAsync(http);
            return;
        }
        if (!http.Response.HasStarted && http.GetEndpoint() is not RouteEndpoint)
            await UnroutedProblem(http).ExecuteAsync(http);
    }

    private static Problem UnroutedProblem(HttpContext http) =>
        http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed
            ? new(
                StatusCodes.Status405MethodNotAllowed,
                "method-not-allowed",
                $"This path only allows {http.Response.Headers.Allow}."
            )
            : new(StatusCodes.Status404NotFound, "not-found", "There is no such path.");

    [LoggerMessage(Level = LogLevel.Error, Message = "Unhandled exception in the function at {Method} {Route}")]
    private partial void UnhandledException(Exception fault, string method, string? route);
}
