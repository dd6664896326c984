using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Points.Functions.Jobs;

/// <summary>A job of the app: a function that runs on a schedule.</summary>
/// <param name="Name">The name of the function.</param>
/// <param name="Schedule">The text in the trigger: usually an app setting's name between percent signs.</param>
public sealed record JobDefinition(string Name, string Schedule)
{
    /// <summary>
    /// All jobs, ordered by name. They are found by their trigger attributes, so none can be forgotten.
    /// </summary>
    public static IReadOnlyList<JobDefinition> All { get; } =
    [
        .. from type in typeof(JobDefinition).Assembly.GetExportedTypes()
        from method in type.GetMethods(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly
        )
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        let trigger = method
            .GetParameters()
            .Select(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>())
            .FirstOrDefault(trigger => trigger is not null)
        where trigger is not null
        orderby function.Name
        select new JobDefinition(function.Name, trigger.Schedule),
    ];
}
