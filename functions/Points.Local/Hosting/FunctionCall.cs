using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Points.Local.Hosting;

/// <summary>Calls a function that has no HTTP trigger: creates its instance and passes its arguments.</summary>
internal sealed class FunctionCall
{
    private readonly MethodInvoker _method;
    private readonly ParameterInfo[] _parameters;
    private readonly ParameterInfo _triggerParameter;
    private readonly ObjectFactory? _instance;

    /// <exception cref="InvalidOperationException">The method has a parameter that this host cannot bind.</exception>
    private FunctionCall(string name, MethodInfo method, ParameterInfo triggerParameter)
    {
        (_parameters, _triggerParameter) = (method.GetParameters(), triggerParameter);
        var unbound = _parameters.FirstOrDefault(parameter =>
            parameter.Position != triggerParameter.Position && !CanBind(parameter.ParameterType)
        );
        if (unbound is not null)
            throw new InvalidOperationException(
                $"This host cannot bind {unbound.Name} ({unbound.ParameterType.Name}) of the function {name}."
            );
        _method = MethodInvoker.Create(method);
        _instance = method.IsStatic ? null : ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
    }

    public static FunctionCall Create<T>(FunctionMethod<T> function)
        where T : Attribute => new(function.Name, function.Method, function.Parameter);

    /// <summary>Runs the function once, in its own service scope and with a new instance.</summary>
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
                i == _triggerParameter.Position ? trigger
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
