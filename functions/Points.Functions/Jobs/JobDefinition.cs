using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Points.Functions.Jobs;

/// <summary>A job of the app: a function that runs by a schedule.</summary>
/// <param name="Name">The function's.</param>
/// <param name="Schedule">As its trigger has it: mostly the name of an app setting between percent signs.</param>
public sealed record JobDefinition(string Name, string Schedule)
{
    /// <summary>All of them, by name. Found by their attributes, so none is ever missing.</summary>
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
