using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Points.Functions.Http;

namespace Points.Local.Hosting;

/// <summary>Runs a function that is not called over HTTP, as the Functions host lets its administrator; and waits until it is done.</summary>
internal sealed class AdminHttp(IReadOnlyList<TimerFunction> functions)
{
    public void Map(IEndpointRouteBuilder admin, CancellationToken ct) => admin.MapPost("/functions/{name}", async (HttpContext http, string name) =>
    {
        if (functions.FirstOrDefault(function => string.Equals(function.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } function)
            return Problems.NotFound("function");
        await function.Run(http.RequestServices, ct);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    });
}
