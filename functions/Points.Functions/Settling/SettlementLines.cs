using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Cosmos.Settling;
using Points.Domain.Observing;
using Points.Domain.Ports;
using Points.Domain.Settling;
using Points.Functions.Messaging;

namespace Points.Functions.Settling;

/// <summary>
/// Fans flows of points out into the accounts of everybody they concern. Messages are settled one by one: what is wrong with
/// one is no reason to deliver the others again.
/// </summary>
public sealed partial class SettlementLines(Booking booking, ILogger<SettlementLines> log)
{
    private const int TriesMax = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25);

    [Function("SettlementLines")]
    public async Task Run(
        [ServiceBusTrigger(Queues.Settlement, Connection = "ServiceBus", IsBatched = true, AutoCompleteMessages = false)] ServiceBusReceivedMessage[] messages,
        ServiceBusMessageActions actions, CancellationToken ct)
    {
        using var spans = new SpansOf(messages, Queues.Settlement);
        var (flows, settled) = (new List<(ServiceBusReceivedMessage Message, PointsFlow Flow)>(messages.Length), new List<Task>(messages.Length));
        foreach (var message in messages)
        {
            try
            {
                flows.Add((message, FlowJson.Read(message.Body.ToMemory().Span)));
            }
            catch (InvalidDataException fault)
            {
                spans[message].Failed(DeadLetterText.InvalidMessage);
                settled.Add(actions.DeadLetterMessageAsync(message, deadLetterReason: DeadLetterText.InvalidMessage, deadLetterErrorDescription: DeadLetterText.Of(fault.Message), cancellationToken: ct));
            }
        }
        var faults = await Book([.. flows.Select(it => it.Flow)], ct);
        foreach (var (message, flow) in flows)
        {
            var isBooked = !faults.TryGetValue(flow, out var fault);
            if (isBooked) settled.Add(actions.CompleteMessageAsync(message, ct));
            else if (!IsOfTheStore(fault!)) settled.Add(actions.AbandonMessageAsync(message, cancellationToken: ct));
            if (!isBooked) spans[message].Failed(fault!);
        }
        await Task.WhenAll(settled);
        if (faults.Values.FirstOrDefault(fault => !IsOfTheStore(fault)) is { } wrong) throw new InvalidOperationException($"{faults.Count} of {messages.Length} flows were not booked", wrong);
        // What the store could not take keeps its lock and comes again when that has ended. Whoever throws gets all of it back
        // at once, and its deliveries would be used up within the very fault that it met.
        if (faults.Count > 0) NotNow(faults.Values.First(), faults.Count, messages.Length);
    }

    private async Task<IReadOnlyDictionary<PointsFlow, Exception>> Book(IReadOnlyCollection<PointsFlow> flows, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var faults = await booking.Book(flows, ct);
            if (attempt == TriesMax || !faults.Values.Any(IsOfTheStore)) return faults;
            await Task.Delay(Pause * (1 << attempt), ct);
        }
    }

    private static bool IsOfTheStore(Exception fault) => fault is StoreBusyException or StoreUnavailableException;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} of {All} flows could not be booked now and will come again")]
    private partial void NotNow(Exception fault, int count, int all);
}
