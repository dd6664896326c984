namespace Points.Domain.Messaging;

/// <summary>Shows the messages that queues no longer deliver, and deletes old ones.</summary>
public interface IDeadLetters
{
    /// <summary>
    /// Reads a queue's dead letters, oldest first. They stay where they are. A message that becomes a dead letter
    /// meanwhile may come with a lower number than those read before.
    /// </summary>
    /// <param name="after">Only dead letters with a higher <see cref="DeadLetter.SequenceNumber"/>; 0 for all.</param>
    /// <exception cref="StoreBusyException">The queue throttles.</exception>
    /// <exception cref="StoreUnavailableException">The queue did not answer.</exception>
    Task<IReadOnlyList<DeadLetter>> Read(string queue, long after, int limit, CancellationToken ct);

    /// <summary>Deletes a queue's dead letters that were sent before an instant, the oldest first.</summary>
    /// <param name="before">In real time, as the queue dates messages.</param>
    /// <param name="limit">The most that are deleted.</param>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="StoreBusyException">The queue throttles.</exception>
    /// <exception cref="StoreUnavailableException">The queue did not answer.</exception>
    Task<long> DeleteBefore(string queue, DateTimeOffset before, int limit, CancellationToken ct);
}
