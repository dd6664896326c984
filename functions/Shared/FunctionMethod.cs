using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Points.Shared;

/// <summary>A function's method, its trigger, and the parameter that carries the trigger.</summary>
internal sealed record FunctionMethod<TTrigger>(
    string Name,
    MethodInfo Method,
    ParameterInfo Parameter,
    TTrigger Trigger
)
    where TTrigger : Attribute
{
    public static IEnumerable<FunctionMethod<TTrigger>> FindIn(IEnumerable<Type> types) =>
        from type in types
        where type.IsClass
        from method in type.GetMethods(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly
        )
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<TTrigger>()
        where trigger is not null
        select new FunctionMethod<TTrigger>(function.Name, method, parameter, trigger);
}
