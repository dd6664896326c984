using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Points.Cli.OpenApi;

/// <summary>A function with an HTTP trigger, as its attributes declare it.</summary>
/// <param name="Verb">Its HTTP method. HEAD is left out: it is GET without the body.</param>
/// <param name="Path">The path of its URL, with parameters in braces.</param>
internal sealed record ApiFunction(string Name, string Verb, string Path, MethodInfo Method)
{
    /// <exception cref="InvalidOperationException">A function does not say its one HTTP method.</exception>
    public static IEnumerable<ApiFunction> FindIn(IEnumerable<Type> types) =>
        FunctionMethod<HttpTriggerAttribute>.FindIn(types).Select(From);

    private static ApiFunction From(FunctionMethod<HttpTriggerAttribute> function) =>
        new(
            function.Name,
            VerbOf(function),
            $"/{OneMachineHost.ApiPrefix}/{function.Trigger.Route ?? function.Name}",
            function.Method
        );

    private static string VerbOf(FunctionMethod<HttpTriggerAttribute> function) =>
        (function.Trigger.Methods ?? [])
            .Select(verb => verb.ToUpperInvariant())
            .Except(["HEAD"], StringComparer.Ordinal)
            .ToArray()
            is [var verb]
            ? verb
            : throw new InvalidOperationException($"function {function.Name} does not say its one method");
}
