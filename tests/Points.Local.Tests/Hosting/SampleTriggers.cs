using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Points.Local.Tests.Hosting;

/// <summary>Queue and change feed functions in every form that the host runs. A test defines their work.</summary>
public sealed class SampleTriggers(SampleTriggerCallbacks work)
{
    [Function("One")]
    public Task One(
        [ServiceBusTrigger("one")] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken ct
    ) => work.OnMessages([message], actions, ct);

    [Function("Many")]
    public Task Many(
        [ServiceBusTrigger("many", IsBatched = true, AutoCompleteMessages = false)]
            IReadOnlyList<ServiceBusReceivedMessage> messages,
        ServiceBusMessageActions actions,
        CancellationToken ct
    ) => work.OnMessages(messages, actions, ct);

    [Function("InOrder")]
    public Task InOrder(
        [ServiceBusTrigger("ordered", IsBatched = true, IsSessionsEnabled = true)] ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions,
        CancellationToken ct
    ) => work.OnMessages(messages, actions, ct);

    [Function("Relay")]
    [ExponentialBackoffRetry(-1, "00:00:00.010", "00:00:00.050")]
    public Task Relay(
        [CosmosDBTrigger(
            "points",
            "members",
            LeaseContainerName = "leases",
            LeaseContainerPrefix = "relay",
            StartFromBeginning = true
        )]
            IReadOnlyList<JsonElement> documents
    ) => work.OnChanges([.. documents.Select(document => document.GetProperty("memberId").GetString()!)]);

    [Function("RelayText")]
    public Task RelayText(
        [CosmosDBTrigger("points", "members", LeaseContainerPrefix = "text", StartFromBeginning = true)]
            string documents
    ) => work.OnText(documents);
}

/// <summary>A queue function whose parameter cannot hold a message.</summary>
public static class UnboundTrigger
{
    [Function("Unbound")]
    public static void Run([ServiceBusTrigger("one")] int message) { }
}

/// <summary>A function for a queue that is not defined.</summary>
public static class QueuelessTrigger
{
    [Function("Queueless")]
    public static void Run([ServiceBusTrigger("nowhere")] ServiceBusReceivedMessage message) { }
}

public sealed class SampleTriggerCallbacks
{
    public Func<
        IReadOnlyList<ServiceBusReceivedMessage>,
        ServiceBusMessageActions,
        CancellationToken,
        Task
    > OnMessages { get; set; } = (_, _, _) => Task.CompletedTask;

    public Func<IReadOnlyList<string>, Task> OnChanges { get; set; } = _ => Task.CompletedTask;

    public Func<string, Task> OnText { get; set; } = _ => Task.CompletedTask;
}
