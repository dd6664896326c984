using System.Reflection;
using Points.Domain.Ledger;

namespace Points.Local.OpenApi;

/// <summary>Values of no meaning, for calling what only its shape is wanted of.</summary>
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
        : throw new InvalidOperationException($"no {type} can be made up");

    private static Array CreateList(Type item)
    {
        var list = Array.CreateInstance(item, 1);
        list.SetValue(Create(item), 0);
        return list;
    }
}
