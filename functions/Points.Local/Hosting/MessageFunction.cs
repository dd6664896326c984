using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Points.Local.Hosting;

/// <summary>A function with a Service Bus queue trigger, as its attributes declare it.</summary>
internal sealed record MessageFunction(string Name, string Queue, FunctionCall Call)
{
    public required bool IsBatched { get; init; }

    public required bool HasSessions { get; init; }

    /// <summary>Whether messages that the function has not settled are completed when it returns.</summary>
    public required bool AutoCompletes { get; init; }

    public static IReadOnlyList<MessageFunction> From(IEnumerable<Type> types) =>
        [.. FunctionMethod<ServiceBusTriggerAttribute>.FindIn(types).Select(From)];

    private static MessageFunction From(FunctionMethod<ServiceBusTriggerAttribute> function)
    {
        var type = function.Parameter.ParameterType;
        var canBind = function.Trigger.IsBatched
            ? type.IsAssignableFrom(typeof(ServiceBusReceivedMessage[])) && type != typeof(object)
            : type == typeof(ServiceBusReceivedMessage);
        if (!canBind)
            throw new InvalidOperationException(
                $"This host cannot pass messages as {type.Name} to the function {function.Name}."
            );
        return new(
            function.Name,
            function.Trigger.QueueName
                ?? throw new InvalidOperationException($"The function {function.Name} names no queue."),
            FunctionCall.Create(function)
        )
        {
            IsBatched = function.Trigger.IsBatched,
            HasSessions = function.Trigger.IsSessionsEnabled,
            AutoCompletes = function.Trigger.AutoCompleteMessages,
        };
    }
}
