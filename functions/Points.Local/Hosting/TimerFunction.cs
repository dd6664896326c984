using Microsoft.Azure.Functions.Worker;

namespace Points.Local.Hosting;

/// <summary>A function that runs by a schedule, as its attributes declare it.</summary>
internal sealed record TimerFunction(string Name, TimerTriggerAttribute Trigger, FunctionCall Call)
{
    public static IReadOnlyList<TimerFunction> Of(IEnumerable<Type> types) =>
        [.. FunctionMethod<TimerTriggerAttribute>.Of(types).Select(Of)];

    /// <exception cref="InvalidOperationException">It asks for what this host does not do.</exception>
    private static TimerFunction Of(FunctionMethod<TimerTriggerAttribute> function) =>
        function.Trigger is { UseMonitor: true, RunOnStartup: false }
            ? new(function.Name, function.Trigger, FunctionCall.Of(function))
            : throw new InvalidOperationException(
                $"the function {function.Name} is to run unmonitored or at startup, which this host does not do"
            );
}
