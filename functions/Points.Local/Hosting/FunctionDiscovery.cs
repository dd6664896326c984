using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.OpenApi;

namespace Points.Local.Hosting;

/// <summary>Finds functions as the Functions host does: by the attributes on public methods.</summary>
internal static class FunctionDiscovery
{
    public static IReadOnlyList<HttpFunction> HttpFunctionsIn(Assembly assembly) =>
        HttpFunctionsOf(assembly.ExportedTypes);

    public static IReadOnlyList<HttpFunction> HttpFunctionsOf(IEnumerable<Type> types)
    {
        HttpFunction[] functions = [.. FunctionMethod<HttpTriggerAttribute>.FindIn(types).Select(HttpFunctionOf)];
        var repeated = functions
            .CountBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(name => name.Value > 1)
            .Key;
        return repeated is null
            ? functions
            : throw new InvalidOperationException($"Two functions have the name {repeated}.");
    }

    private static HttpFunction HttpFunctionOf(FunctionMethod<HttpTriggerAttribute> function) =>
        new(
            function.Name,
            [.. (function.Trigger.Methods ?? []).Select(verb => verb.ToUpperInvariant())],
            function.Trigger.Route ?? function.Name,
            function.Method.IsDefined(typeof(PublicAttribute)),
            InvocationCompiler.CompileLazily(function.Method, function.Name)
        );
}
