using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Points.Local.Hosting;

/// <summary>Finds functions as the Functions host does: by the attributes on public methods.</summary>
internal static class FunctionDiscovery
{
    public static IReadOnlyList<HttpFunction> HttpFunctionsIn(Assembly assembly) =>
        HttpFunctionsOf(assembly.ExportedTypes);

    public static IReadOnlyList<HttpFunction> HttpFunctionsOf(IEnumerable<Type> types)
    {
        var functions = new List<HttpFunction>();
        foreach (var type in types.Where(type => type.IsClass))
        foreach (
            var method in type.GetMethods(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly
            )
        )
            if (method.GetCustomAttribute<FunctionAttribute>() is { } function && TriggerOf(method) is { } trigger)
                functions.Add(HttpFunctionOf(function.Name, trigger, method));

        var repeated = functions
            .CountBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(name => name.Value > 1)
            .Key;
        return repeated is null
            ? functions
            : throw new InvalidOperationException($"Two functions have the name {repeated}.");
    }

    private static HttpTriggerAttribute? TriggerOf(MethodInfo method) =>
        method
            .GetParameters()
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .FirstOrDefault(trigger => trigger is not null);

    private static HttpFunction HttpFunctionOf(string name, HttpTriggerAttribute trigger, MethodInfo method)
    {
        var invocation = InvocationCompiler.CompileLazily(method, name);
        return new(
            name,
            [.. (trigger.Methods ?? []).Select(verb => verb.ToUpperInvariant())],
            trigger.Route ?? name,
            method,
            invocation
        );
    }
}
