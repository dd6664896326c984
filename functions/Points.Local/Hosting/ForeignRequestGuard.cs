using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Points.Functions.Http;

namespace Points.Local.Hosting;

/// <summary>
/// Refuses requests that change something if a web page of another origin sends them, or if they come under another
/// host name. A page on the internet can make the developer's browser call this machine, also with its own host name,
/// and the paths for tokens, the clock and the queues need no token.
/// </summary>
internal sealed class ForeignRequestGuard(AllowedOrigins origins)
{
    /// <summary>The names of this machine under which the host answers.</summary>
    public static readonly string[] HostNames = ["127.0.0.1", "localhost"];

    private static readonly Problem ForeignHost = Refusal(
        $"This host changes something only under its own names: {string.Join(", ", HostNames)}."
    );

    private static readonly Problem ForeignOrigin = Refusal(
        $"Pages of this origin may not change anything here. {AllowedOrigins.Setting} lists the origins that may call"
            + " the API."
    );

    public Task Invoke(HttpContext http, RequestDelegate next) =>
        FindProblem(http) is { } problem ? problem.ExecuteAsync(http) : next(http);

    private Problem? FindProblem(HttpContext http)
    {
        var request = http.Request;
        if (
            HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method)
        )
            return null;
        if (!IsOwnName(request.Host.Host))
            return ForeignHost;
        return
            request.Headers.TryGetValue(HeaderNames.Origin, out var origin)
            && !IsAllowed(origin.ToString(), request, http.Connection.LocalPort)
            ? ForeignOrigin
            : null;
    }

    /// <summary>Listed origins may call the API, but nothing else here: the rest needs no token.</summary>
    private bool IsAllowed(string origin, HttpRequest request, int port) =>
        HostNames.Any(name =>
            origin.Equals(
                string.Create(CultureInfo.InvariantCulture, $"http://{name}:{port}"),
                StringComparison.OrdinalIgnoreCase
            )
        )
        || (
            request.Path.StartsWithSegments($"/{OneMachineHost.ApiPrefix}", StringComparison.OrdinalIgnoreCase)
            && origins.Contains(origin)
        );

    private static bool IsOwnName(string host) => HostNames.Contains(host, StringComparer.OrdinalIgnoreCase);

    private static Problem Refusal(string detail) => new(StatusCodes.Status403Forbidden, "forbidden", detail);
}
