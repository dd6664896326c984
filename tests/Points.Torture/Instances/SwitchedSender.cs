using Points.Domain;
using Points.Domain.Messaging;

namespace Points.Torture.Instances;

/// <summary>Sends an instance's messages until the instance is switched off.</summary>
internal sealed class SwitchedSender(IMessageSender queues, PowerSwitch power) : IMessageSender
{
    public async Task Send(string queue, IReadOnlyList<OutgoingMessage> messages, CancellationToken ct)
    {
        ThrowIfOff();
        await queues.Send(queue, messages, ct);
        ThrowIfOff();
    }

    public Task CheckReachable(string queue, CancellationToken ct)
    {
        ThrowIfOff();
        return queues.CheckReachable(queue, ct);
    }

    private void ThrowIfOff()
    {
        if (power.IsOff)
            throw new StoreUnavailableException("the instance is dead");
    }
}
