using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Points.Local.Hosting;

/// <summary>A function that runs by a schedule, as its attributes declare it.</summary>
internal sealed record TimerFunction(string Name, FunctionCall Call)
{
    public static IReadOnlyList<TimerFunction> In(Assembly assembly) => Of(assembly.ExportedTypes);

    public static IReadOnlyList<TimerFunction> Of(IEnumerable<Type> types) =>
        [.. FunctionMethod<TimerTriggerAttribute>.Of(types).Select(function => new TimerFunction(function.Name, FunctionCall.Of(function)))];

    /// <summary>Runs it once, in a scope of its own.</summary>
    public Task Run(IServiceProvider services, CancellationToken ct) => Call.Run(services, new TimerInfo(), null, ct);
}
