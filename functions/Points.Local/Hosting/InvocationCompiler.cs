using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Points.Local.Hosting;

/// <summary>Compiles the call of a function: it is made thousands of times a second, so nothing is looked up then.</summary>
internal static class InvocationCompiler
{
    /// <summary>The call, compiled when it is first made: a start need not wait for functions that nobody calls.</summary>
    public static Invocation CompileLazily(MethodInfo method, string name)
    {
        if (FindUnsupportedParameter(method) is { } fault)
            throw new InvalidOperationException($"the function {name} {fault}");
        var compiled = new Lazy<Invocation>(() => Compile(method));
        return (http, ct) => compiled.Value(http, ct);
    }

    private static string? FindUnsupportedParameter(MethodInfo method) =>
        method.GetParameters().FirstOrDefault(parameter => !CanBind(parameter.ParameterType)) is { } parameter
            ? $"takes {parameter.Name} of {parameter.ParameterType.Name}, which this host does not bind"
        : method.ReturnType != typeof(Task<IResult>) && method.ReturnType != typeof(IResult) ? "must return an IResult"
        : null;

    private static bool CanBind(Type type) =>
        type == typeof(HttpRequest) || type == typeof(CancellationToken) || type == typeof(string);

    private static Invocation Compile(MethodInfo method)
    {
        var http = Expression.Parameter(typeof(HttpContext), "http");
        var ct = Expression.Parameter(typeof(CancellationToken), "ct");
        var arguments = method.GetParameters().Select(parameter => Argument(parameter, http, ct));
        Expression call = Expression.Call(
            method.IsStatic ? null : Instance(method.DeclaringType!, http),
            method,
            arguments
        );
        if (method.ReturnType == typeof(IResult))
            call = Expression.Call(typeof(Task), nameof(Task.FromResult), [typeof(IResult)], call);
        return Expression.Lambda<Invocation>(call, http, ct).Compile();
    }

    private static Expression Argument(ParameterInfo parameter, ParameterExpression http, ParameterExpression ct) =>
        parameter.ParameterType == typeof(HttpRequest) ? Expression.Property(http, nameof(HttpContext.Request))
        : parameter.ParameterType == typeof(CancellationToken) ? ct
        : Expression.Call(
            ((Func<HttpContext, string, string>)RouteValue).Method,
            http,
            Expression.Constant(parameter.Name)
        );

    private static UnaryExpression Instance(Type type, ParameterExpression http)
    {
        var factory = Expression.Constant(ActivatorUtilities.CreateFactory(type, []));
        var services = Expression.Property(http, nameof(HttpContext.RequestServices));
        return Expression.Convert(
            Expression.Invoke(factory, services, Expression.Constant(null, typeof(object[]))),
            type
        );
    }

    private static string RouteValue(HttpContext http, string name) => (string)http.Request.RouteValues[name]!;
}
