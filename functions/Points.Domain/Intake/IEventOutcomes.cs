namespace Points.Domain.Intake;

/// <summary>Stores the outcome of each event that a merchant sent as a message.</summary>
public interface IEventOutcomes
{
    /// <returns>Null if the message has no outcome yet.</returns>
    /// <exception cref="StoreBusyException">The store throttles.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<EventOutcome?> Find(string merchantId, string messageId, CancellationToken ct);

    /// <summary>
    /// Stores an outcome, unless the message has one. There is one exception: a booking replaces a refusal of the
    /// same command. Two instances that process a message at once may decide differently, and only the booking is in
    /// the ledger.
    /// </summary>
    /// <returns>The outcome that is stored: this one, or the earlier one.</returns>
    /// <exception cref="StoreBusyException">The store throttles; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer; repeating the call is safe.</exception>
    Task<EventOutcome> Record(EventOutcome outcome, CancellationToken ct);
}
