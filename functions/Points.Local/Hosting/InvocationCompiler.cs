using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Points.Local.Hosting;

/// <summary>Compiles the call of a function, so that thousands of calls per second need no reflection.</summary>
internal static class InvocationCompiler
{
    /// <summary>Returns a call that is compiled at its first use, so that the host starts faster.</summary>
    public static Invocation CompileLazily(MethodInfo method, string name)
    {
        if (FindSignatureError(method) is { } error)
            throw new InvalidOperationException($"The function {name} {error}.");
        var compiled = new Lazy<Invocation>(() => Compile(method));
        return (http, ct) => compiled.Value(http, ct);
    }

    private static string? FindSignatureError(MethodInfo method) =>
        method.GetParameters().FirstOrDefault(parameter => !CanBind(parameter.ParameterType)) is { } parameter
            ? $"has a parameter {parameter.Name} of {parameter.ParameterType.Name}, which this host cannot bind"
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
