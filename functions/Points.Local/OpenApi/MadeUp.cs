using System.Reflection;
using Points.Domain.Deciding;

namespace Points.Local.OpenApi;

/// <summary>Values of no meaning, for calling what only its shape is wanted of.</summary>
internal static class MadeUp
{
    public static object?[] ArgumentsOf(MethodBase method) =>
        [.. method.GetParameters().Select(parameter => Of(parameter.ParameterType))];

    public static object Of(Type type) =>
        type == typeof(string) ? "x"
        : type == typeof(bool) ? true
        : type == typeof(Actor) ? new Actor.Operator()
        : type.IsValueType ? Activator.CreateInstance(type)!
        : type.IsInterface && type.IsGenericType && type.GetGenericArguments() is [var item] ? ListOf(item)
        : type.GetConstructors() is [var constructor] ? constructor.Invoke(ArgumentsOf(constructor))
        : throw new InvalidOperationException($"no {type} can be made up");

    private static Array ListOf(Type item)
    {
        var list = Array.CreateInstance(item, 1);
        list.SetValue(Of(item), 0);
        return list;
    }
}
