using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Points.Local.Hosting;

/// <summary>Calls a function that is not called over HTTP: makes its instance and hands it what it asks for.</summary>
internal sealed class FunctionCall
{
    private readonly MethodInvoker _method;
    private readonly ParameterInfo[] _parameters;
    private readonly ParameterInfo _triggered;
    private readonly ObjectFactory? _instance;

    /// <exception cref="InvalidOperationException">The method asks for something that this host does not bind.</exception>
    private FunctionCall(string name, MethodInfo method, ParameterInfo triggered)
    {
        (_parameters, _triggered) = (method.GetParameters(), triggered);
        if (
            _parameters.FirstOrDefault(parameter =>
                parameter.Position != triggered.Position && !CanBind(parameter.ParameterType)
            ) is
            { } unbound
        )
            throw new InvalidOperationException(
                $"the function {name} takes {unbound.Name} of {unbound.ParameterType.Name}, which this host does not bind"
            );
        _method = MethodInvoker.Create(method);
        _instance = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
    }

    public static FunctionCall Create<T>(FunctionMethod<T> function)
        where T : Attribute => new(function.Name, function.Method, function.Parameter);

    /// <summary>Runs the function once, with an instance and a scope of its own.</summary>
    public async Task Run(
        IServiceProvider services,
        object trigger,
        ServiceBusMessageActions? actions,
        CancellationToken ct
    )
    {
        await using var scope = services.CreateAsyncScope();
        var arguments = new object?[_parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] =
                i == _triggered.Position ? trigger
                : _parameters[i].ParameterType == typeof(CancellationToken) ? ct
                : actions;
        var result = _method.Invoke(_instance?.Invoke(scope.ServiceProvider, null), arguments.AsSpan());
        if (result is Task task)
            await task;
        else if (result is ValueTask valueTask)
            await valueTask;
    }

    private static bool CanBind(Type type) =>
        type == typeof(CancellationToken) || type == typeof(ServiceBusMessageActions);
}
