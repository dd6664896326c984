using System.Reflection;
using Points.Domain.Ledger;

namespace Points.Cli.OpenApi;

/// <summary>Creates meaningless arguments for calls that are only made to see the shape of the result.</summary>
internal static class PlaceholderValues
{
    public static object?[] ArgumentsFor(MethodBase method) =>
        [.. method.GetParameters().Select(parameter => Create(parameter.ParameterType))];

    public static object Create(Type type) =>
        type == typeof(string) ? "x"
        : type == typeof(bool) ? true
        : type == typeof(Actor) ? new Actor.Operator()
        : type.IsValueType ? Activator.CreateInstance(type)!
        : type.IsInterface && type.IsGenericType && type.GetGenericArguments() is [var item] ? CreateList(item)
        : type.GetConstructors() is [var constructor] ? constructor.Invoke(ArgumentsFor(constructor))
        : throw new InvalidOperationException($"There is no placeholder value for {type}.");

    private static Array CreateList(Type item)
    {
        var list = Array.CreateInstance(item, 1);
        list.SetValue(Create(item), 0);
        return list;
    }
}
