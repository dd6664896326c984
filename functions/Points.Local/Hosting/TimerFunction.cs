using Microsoft.Azure.Functions.Worker;

namespace Points.Local.Hosting;

/// <summary>A function with a timer trigger, as its attributes declare it.</summary>
internal sealed record TimerFunction(string Name, TimerTriggerAttribute Trigger, FunctionCall Call)
{
    public static IReadOnlyList<TimerFunction> From(IEnumerable<Type> types) =>
        [.. FunctionMethod<TimerTriggerAttribute>.FindIn(types).Select(From)];

    /// <exception cref="InvalidOperationException">
    /// The trigger uses an option that this host does not support.
    /// </exception>
    private static TimerFunction From(FunctionMethod<TimerTriggerAttribute> function) =>
        function.Trigger is { UseMonitor: true, RunOnStartup: false }
            ? new(function.Name, function.Trigger, FunctionCall.Create(function))
            : throw new InvalidOperationException(
                $"The timer of {function.Name} must have UseMonitor = true and RunOnStartup = false on this host."
            );
}
