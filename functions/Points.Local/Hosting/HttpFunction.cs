using Microsoft.AspNetCore.Http;

namespace Points.Local.Hosting;

/// <summary>A function with an HTTP trigger, as its attributes declare it.</summary>
/// <param name="Methods">The HTTP methods; empty means all.</param>
/// <param name="IsPublic">Whether it needs no token.</param>
internal sealed record HttpFunction(
    string Name,
    IReadOnlyList<string> Methods,
    string Route,
    bool IsPublic,
    Invocation Invoke
);

/// <summary>Creates the function's instance, binds its arguments and runs it.</summary>
internal delegate Task<IResult> Invocation(HttpContext http, CancellationToken ct);
