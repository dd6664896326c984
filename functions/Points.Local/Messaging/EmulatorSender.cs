using System.Collections.Immutable;
using Emulators.ServiceBus;
using Points.Domain;
using Points.Domain.Messaging;

namespace Points.Local.Messaging;

/// <summary>Sends the app's messages to the emulator's queues.</summary>
internal sealed class EmulatorSender(ServiceBusEmulator bus) : IMessageSender
{
    /// <summary>The property in which the Service Bus SDK carries the W3C trace parent of the sender.</summary>
    private const string TraceParent = "Diagnostic-Id";

    public async Task Send(string queue, IReadOnlyList<OutgoingMessage> messages, CancellationToken ct)
    {
        try
        {
            await bus.Send(queue, [.. messages.Select(ToNewMessage)], ct);
        }
        catch (QueueBusyException busy)
        {
            throw new StoreBusyException(busy.Message);
        }
        catch (QueueUnavailableException unavailable)
        {
            throw new StoreUnavailableException(unavailable.Message, unavailable);
        }
    }

    public Task CheckReachable(string queue, CancellationToken ct)
    {
        bus.GetDepth(queue);
        return Task.CompletedTask;
    }

    private static NewMessage ToNewMessage(OutgoingMessage message) =>
        new(message.MessageId, message.Body)
        {
            SessionId = message.SessionId,
            CorrelationId = message.CorrelationId,
            ScheduledFor = message.ScheduledFor,
            Properties =
                message.TraceParent is { } trace && !message.Properties.ContainsKey(TraceParent)
                    ? message.Properties.ToImmutableDictionary().Add(TraceParent, trace)
                    : message.Properties,
        };
}
