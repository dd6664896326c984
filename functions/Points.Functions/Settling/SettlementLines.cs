using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Points.Cosmos.Settling;
using Points.Domain.Ports;
using Points.Domain.Settling;

namespace Points.Functions.Settling;

/// <summary>
/// Fans flows of points out into the accounts of everybody they concern. Messages are settled one by one: what is wrong with
/// one is no reason to deliver the others again.
/// </summary>
public sealed class SettlementLines(Booking booking)
{
    private const int DescriptionLengthMax = 4_096;

    [Function("SettlementLines")]
    public async Task Run(
        [ServiceBusTrigger(Queues.Settlement, Connection = "ServiceBus", IsBatched = true, AutoCompleteMessages = false)] ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions, CancellationToken ct)
    {
        var (flows, settled) = (new List<(ServiceBusReceivedMessage Message, PointsFlow Flow)>(messages.Length), new List<Task>(messages.Length));
        foreach (var message in messages)
        {
            try
            {
                flows.Add((message, FlowJson.Read(message.Body.ToMemory().Span)));
            }
            catch (InvalidDataException fault)
            {
                var description = fault.Message.Length > DescriptionLengthMax ? fault.Message[..DescriptionLengthMax] : fault.Message;
                settled.Add(actions.DeadLetterMessageAsync(message, deadLetterReason: "invalid-message", deadLetterErrorDescription: description, cancellationToken: ct));
            }
        }
        var faults = await booking.Book([.. flows.Select(it => it.Flow)], ct);
        // What failed keeps its lock and comes again when that has ended: given back at once, it would use up its deliveries
        // within the very fault of the store that it met.
        settled.AddRange(flows.Where(it => !faults.ContainsKey(it.Flow)).Select(it => actions.CompleteMessageAsync(it.Message, ct)));
        await Task.WhenAll(settled);
        if (faults.Count > 0) throw new AggregateException($"{faults.Count} of {messages.Length} flows were not booked", faults.Values.Distinct());
    }
}
