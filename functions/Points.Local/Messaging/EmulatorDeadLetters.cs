using Emulators.ServiceBus;
using Points.Domain;
using Points.Domain.Messaging;
using DeadLetter = Points.Domain.Messaging.DeadLetter;

namespace Points.Local.Messaging;

/// <summary>Reads the dead letters of the emulator's queues.</summary>
internal sealed class EmulatorDeadLetters(ServiceBusEmulator bus) : IDeadLetters
{
    public async Task<IReadOnlyList<DeadLetter>> Read(string queue, long after, int limit, CancellationToken ct)
    {
        try
        {
            var letters = await bus.PeekDeadLetters(queue, after, limit, ct);
            return
            [
                .. letters.Select(it => new DeadLetter(
                    it.SequenceNumber,
                    it.MessageId,
                    it.SessionId,
                    it.Reason,
                    it.Description,
                    it.DeliveryCount,
                    it.EnqueuedAt,
                    it.Body,
                    it.Properties
                )),
            ];
        }
        catch (QueueUnavailableException unavailable)
        {
            throw new StoreUnavailableException(unavailable.Message, unavailable);
        }
    }
}
