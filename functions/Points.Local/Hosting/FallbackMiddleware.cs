using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Points.Functions.Http;

namespace Points.Local.Hosting;

/// <summary>Answers where no function did: for unknown paths and methods, broken requests, and faults that escaped.</summary>
internal sealed partial class FallbackMiddleware(ILogger<FallbackMiddleware> log)
{
    public async Task Invoke(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            return; // Nobody is there to be answered.
        }
        catch (BadHttpRequestException fault) when (!http.Response.HasStarted)
        {
            await Problems.MalformedHttp(fault).ExecuteAsync(http);
            return;
        }
        catch (Exception fault)
        {
            UnhandledException(fault, http.Request.Method, Functions.Http.RequestRoute.FindTemplate(http));
            // Half an answer must not look like a whole one.
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
                $"This path takes {http.Response.Headers.Allow}."
            )
            : new(StatusCodes.Status404NotFound, "not-found", "There is no such path.");

    [LoggerMessage(Level = LogLevel.Error, Message = "a fault escaped the function at {Method} {Route}")]
    private partial void UnhandledException(Exception fault, string method, string? route);
}
