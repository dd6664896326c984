using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace Points.Local.Hosting;

/// <summary>A function that runs for HTTP requests, as its attributes declare it.</summary>
/// <param name="Methods">Empty for every method.</param>
internal sealed record HttpFunction(
    string Name,
    IReadOnlyList<string> Methods,
    string Route,
    MethodInfo Method,
    Invocation Invoke
);

/// <summary>Makes the function's instance, hands it what it asks for, and runs it.</summary>
internal delegate Task<IResult> Invocation(HttpContext http, CancellationToken ct);
