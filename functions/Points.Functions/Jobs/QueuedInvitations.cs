using Points.Domain.Jobs;
using Points.Domain.Messaging;

namespace Points.Functions.Jobs;

/// <summary>Sends each invitation as a message. The platform starts as many instances as the messages need.</summary>
internal sealed class QueuedInvitations(IMessageSender sender) : IRunInvitations
{
    public Task Invite(string work, RunShare share, int count, CancellationToken ct)
    {
        var body = JobInvitation.To(work, share).ToJson();
        return sender.Send(
            Queues.WalletExpiry,
            [.. Enumerable.Range(0, count).Select(_ => new OutgoingMessage(Guid.NewGuid().ToString("N"), body))],
            ct
        );
    }
}
