using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Points.Local.Hosting;

/// <summary>A function that runs for messages of a queue, as its attributes declare it.</summary>
internal sealed record MessageFunction(string Name, string Queue, FunctionCall Call)
{
    public required bool IsBatched { get; init; }

    public required bool HasSessions { get; init; }

    /// <summary>Whether messages that the function says nothing about are done once it has run.</summary>
    public required bool AutoCompletes { get; init; }

    public static IReadOnlyList<MessageFunction> From(IEnumerable<Type> types) =>
        [.. FunctionMethod<ServiceBusTriggerAttribute>.FindIn(types).Select(From)];

    private static MessageFunction From(FunctionMethod<ServiceBusTriggerAttribute> function)
    {
        var type = function.Parameter.ParameterType;
        var isFit = function.Trigger.IsBatched
            ? type.IsAssignableFrom(typeof(ServiceBusReceivedMessage[])) && type != typeof(object)
            : type == typeof(ServiceBusReceivedMessage);
        if (!isFit)
            throw new InvalidOperationException(
                $"the function {function.Name} takes messages as {type.Name}, which this host does not bind"
            );
        return new(
            function.Name,
            function.Trigger.QueueName
                ?? throw new InvalidOperationException($"the function {function.Name} names no queue"),
            FunctionCall.Create(function)
        )
        {
            IsBatched = function.Trigger.IsBatched,
            HasSessions = function.Trigger.IsSessionsEnabled,
            AutoCompletes = function.Trigger.AutoCompleteMessages,
        };
    }
}
