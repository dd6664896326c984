using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Points.Local.Hosting;

/// <summary>A function that runs by a schedule, as its attributes declare it.</summary>
internal sealed record TimerFunction(string Name, MethodInfo Method)
{
    public static IReadOnlyList<TimerFunction> In(Assembly assembly) =>
        [.. from type in assembly.ExportedTypes
            where type.IsClass
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            where method.GetParameters().Any(parameter => parameter.GetCustomAttribute<TimerTriggerAttribute>() is not null)
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null
            select new TimerFunction(function.Name, method)];

    /// <summary>Runs it once, in a scope of its own.</summary>
    public async Task Run(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var instance = ActivatorUtilities.CreateInstance(scope.ServiceProvider, Method.DeclaringType!);
        object?[] arguments = [.. Method.GetParameters().Select(parameter => parameter.ParameterType == typeof(CancellationToken) ? ct : (object)new TimerInfo())];
        await (Task)Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
    }
}
