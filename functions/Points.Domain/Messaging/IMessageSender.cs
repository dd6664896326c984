namespace Points.Domain.Messaging;

/// <summary>Sends messages to queues.</summary>
public interface IMessageSender
{
    /// <summary>
    /// Sends messages. When it returns, all are stored in the queue. When it throws, some may be: sending again makes
    /// those arrive twice.
    /// </summary>
    /// <exception cref="StoreBusyException">The queue is full or throttles.</exception>
    /// <exception cref="StoreUnavailableException">The queue did not answer.</exception>
    Task Send(string queue, IReadOnlyList<OutgoingMessage> messages, CancellationToken ct);

    /// <summary>Checks that the queue can be reached, without sending a message.</summary>
    /// <exception cref="StoreUnavailableException">The queue did not answer.</exception>
    Task CheckReachable(string queue, CancellationToken ct);
}
