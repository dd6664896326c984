using Microsoft.Azure.Functions.Worker;

namespace Points.Local.Hosting;

/// <summary>A function that runs by a schedule, as its attributes declare it.</summary>
internal sealed record TimerFunction(string Name, TimerTriggerAttribute Trigger, FunctionCall Call)
{
    public static IReadOnlyList<TimerFunction> From(IEnumerable<Type> types) =>
        [.. FunctionMethod<TimerTriggerAttribute>.FindIn(types).Select(From)];

    /// <exception cref="InvalidOperationException">It asks for what this host does not do.</exception>
    private static TimerFunction From(FunctionMethod<TimerTriggerAttribute> function) =>
        function.Trigger is { UseMonitor: true, RunOnStartup: false }
            ? new(function.Name, function.Trigger, FunctionCall.Create(function))
            : throw new InvalidOperationException(
                $"the function {function.Name} is to run unmonitored or at startup, which this host does not do"
            );
}
