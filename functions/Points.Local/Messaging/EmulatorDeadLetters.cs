using Emulators.ServiceBus;
using Points.Domain;
using Points.Domain.Messaging;
using DeadLetter = Points.Domain.Messaging.DeadLetter;

namespace Points.Local.Messaging;

/// <summary>Reads and deletes the dead letters of the emulator's queues.</summary>
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

    public async Task<long> DeleteBefore(string queue, DateTimeOffset before, int limit, CancellationToken ct)
    {
        try
        {
            var old = (await bus.PeekDeadLetters(queue, after: 0, limit, ct)).Where(it => it.EnqueuedAt < before);
            var deleted = 0L;
            foreach (var letter in old)
                if (await bus.DeleteDeadLetter(queue, letter.SequenceNumber, ct))
                    deleted++;
            return deleted;
        }
        catch (QueueUnavailableException unavailable)
        {
            throw new StoreUnavailableException(unavailable.Message, unavailable);
        }
    }
}
