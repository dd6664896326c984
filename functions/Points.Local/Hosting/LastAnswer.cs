using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Points.Functions.Http;

namespace Points.Local.Hosting;

/// <summary>Answers where no function did: for unknown paths and methods, broken requests, and faults that escaped.</summary>
internal sealed partial class LastAnswer(ILogger<LastAnswer> log)
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
            await Problems.BadHttp(fault).ExecuteAsync(http);
            return;
        }
        catch (Exception fault)
        {
            Escaped(fault, http.Request.Method, Functions.Http.Route.Of(http));
            // Half an answer must not look like a whole one.
            if (http.Response.HasStarted)
                http.Abort();
            else
                await Problems.InternalError.ExecuteAsync(http);
            return;
        }
        if (!http.Response.HasStarted && http.GetEndpoint() is not RouteEndpoint)
            await Unrouted(http).ExecuteAsync(http);
    }

    private static Problem Unrouted(HttpContext http) =>
        http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed
            ? new(
                StatusCodes.Status405MethodNotAllowed,
                "method-not-allowed",
                $"This path takes {http.Response.Headers.Allow}."
            )
            : new(StatusCodes.Status404NotFound, "not-found", "There is no such path.");

    [LoggerMessage(Level = LogLevel.Error, Message = "a fault escaped the function at {Method} {Route}")]
    private partial void Escaped(Exception fault, string method, string? route);
}
