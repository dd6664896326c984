using Points.Domain.Programmes;

namespace Points.Domain.Notifying;

/// <summary>Sends notices to the gateways that reach telephones.</summary>
public interface INotifier
{
    /// <summary>Whether a channel has a gateway.</summary>
    bool IsSetUp(NoticeChannel channel);

    /// <returns>
    /// Null if the channel accepted the notice, now or earlier under the same id; else the reason, in a word.
    /// </returns>
    /// <exception cref="InvalidOperationException">The channel is not set up.</exception>
    Task<string?> Send(NoticeChannel channel, OutgoingNotice notice, CancellationToken ct);
}
