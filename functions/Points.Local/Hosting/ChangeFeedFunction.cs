using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace Points.Local.Hosting;

/// <summary>A function with a Cosmos DB trigger, as its attributes declare it.</summary>
internal sealed record ChangeFeedFunction(string Name, CosmosDBTriggerAttribute Trigger, FunctionCall Call)
{
    private static readonly TimeSpan WaitMinDefault = TimeSpan.FromSeconds(0.1),
        WaitMaxDefault = TimeSpan.FromSeconds(5);

    /// <summary>Whether the function takes the documents as the text of a JSON array.</summary>
    public required bool TakesText { get; init; }

    /// <summary>The wait between the first failure and the next attempt. It doubles with each failure.</summary>
    public TimeSpan WaitMin { get; private init; } = WaitMinDefault;

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan WaitMax { get; private init; } = WaitMaxDefault;

    public static IReadOnlyList<ChangeFeedFunction> From(IEnumerable<Type> types) =>
        [.. FunctionMethod<CosmosDBTriggerAttribute>.FindIn(types).Select(From)];

    /// <summary>How long to wait after this many failures in a row.</summary>
    public TimeSpan WaitAfter(int failures) =>
        TimeSpan.FromTicks((long)Math.Min(WaitMax.Ticks, WaitMin.Ticks * Math.Pow(2, failures - 1)));

    private static ChangeFeedFunction From(FunctionMethod<CosmosDBTriggerAttribute> function)
    {
        var type = function.Parameter.ParameterType;
        if (type != typeof(string) && type != typeof(IReadOnlyList<JsonElement>))
            throw new InvalidOperationException(
                $"This host cannot pass documents as {type.Name} to the function {function.Name}."
            );
        var found = new ChangeFeedFunction(function.Name, function.Trigger, FunctionCall.Create(function))
        {
            TakesText = type == typeof(string),
        };
        return function.Method.GetCustomAttribute<ExponentialBackoffRetryAttribute>() is not { } retry
            ? found
            : found with
            {
                WaitMin = Interval(retry.MinimumInterval),
                WaitMax = Interval(retry.MaximumInterval),
            };
    }

    private static TimeSpan Interval(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
