using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Points.Local.Tests.Intake;

/// <summary>Records how a function settled its message.</summary>
internal sealed class RecordedActions : ServiceBusMessageActions
{
    /// <summary><c>completed</c>, or the reason of the dead letter; null while the message is not settled.</summary>
    public string? Outcome { get; private set; }

    public string Description { get; private set; } = "";

    /// <summary>The application properties that a dead letter changes.</summary>
    public Dictionary<string, object> Modified { get; private set; } = [];

    public override Task CompleteMessageAsync(
        ServiceBusReceivedMessage message,
        CancellationToken cancellationToken = default
    ) => Record("completed", "");

    public override Task DeadLetterMessageAsync(
        ServiceBusReceivedMessage message,
        Dictionary<string, object>? propertiesToModify = default,
        string? deadLetterReason = default,
        string? deadLetterErrorDescription = default,
        CancellationToken cancellationToken = default
    )
    {
        Modified = propertiesToModify ?? [];
        return Record(deadLetterReason!, deadLetterErrorDescription!);
    }

    private Task Record(string what, string description)
    {
        if (Outcome is not null)
            throw new InvalidOperationException($"the message is already settled: {Outcome}");
        (Outcome, Description) = (what, description);
        return Task.CompletedTask;
    }
}
