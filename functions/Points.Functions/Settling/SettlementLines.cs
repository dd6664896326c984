using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Cosmos.Settling;
using Points.Domain.Messaging;
using Points.Domain.Observing;
using Points.Domain.Settling;
using Points.Functions.Messaging;

namespace Points.Functions.Settling;

/// <summary>
/// Books flows of points into the accounts of all their sides. It settles each message on its own, so that a bad
/// message does not make the others come again.
/// </summary>
public sealed partial class SettlementLines(FlowSettlement settlement, ILogger<SettlementLines> log)
{
    [Function("SettlementLines")]
    public async Task Run(
        [ServiceBusTrigger(
            Queues.Settlement,
            Connection = "ServiceBus",
            IsBatched = true,
            AutoCompleteMessages = false
        )]
            ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions,
        CancellationToken ct
    )
    {
        using var spans = new MessageActivities(messages, Queues.Settlement);
        var (flows, settled) = (
            new List<(ServiceBusReceivedMessage Message, PointsFlow Flow)>(messages.Length),
            new List<Task>(messages.Length)
        );
        foreach (var message in messages)
        {
            try
            {
                flows.Add((message, FlowJson.Read(message.Body.ToMemory().Span)));
            }
            catch (InvalidDataException fault)
            {
                spans[message].RecordFailure(DeadLetterText.InvalidMessage);
                settled.Add(
                    actions.DeadLetterMessageAsync(
                        message,
                        deadLetterReason: DeadLetterText.InvalidMessage,
                        deadLetterErrorDescription: DeadLetterText.Truncate(fault.Message),
                        cancellationToken: ct
                    )
                );
            }
        }
        var faults = await OutageHandling.Retry(
            () => settlement.Book([.. flows.Select(it => it.Flow)], ct),
            hasOutage: found => found.Values.Any(OutageHandling.IsOutage),
            ct
        );
        foreach (var (message, flow) in flows)
        {
            if (!faults.TryGetValue(flow, out var fault))
            {
                settled.Add(actions.CompleteMessageAsync(message, ct));
                continue;
            }
            spans[message].RecordFailure(fault);
            if (!OutageHandling.IsOutage(fault))
                settled.Add(actions.AbandonMessageAsync(message, cancellationToken: ct));
        }
        await Task.WhenAll(settled);
        if (faults.Values.FirstOrDefault(fault => !OutageHandling.IsOutage(fault)) is { } defect)
            throw new InvalidOperationException($"{faults.Count} of {messages.Length} flows were not booked", defect);
        if (faults.Values.FirstOrDefault() is { } outage)
            LogDeferred(outage, faults.Count, messages.Length);
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Could not book {Count} of {All} flows; they will be delivered again"
    )]
    private partial void LogDeferred(Exception fault, int count, int all);
}
