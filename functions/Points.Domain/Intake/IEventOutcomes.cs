using System.Text.Json;

namespace Points.Domain.Intake;

/// <summary>Where it is kept what came of the events that merchants sent as messages.</summary>
public interface IEventOutcomes
{
    /// <returns>Null if nothing has come of such a message yet.</returns>
    /// <exception cref="StoreBusyException">Throttled.</exception>
    /// <exception cref="StoreUnavailableException">No answer came.</exception>
    Task<EventOutcome?> Find(string merchantId, string messageId, CancellationToken ct);

    /// <summary>
    /// Keeps an outcome for good, unless the message has one. Only what was booked takes the place of a refusal of the very
    /// same command: of two who had the message at once, one came before and one after something that mattered.
    /// </summary>
    /// <returns>The outcome that stands: this one, or the one that was there first.</returns>
    /// <exception cref="StoreBusyException">Throttled; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">No answer came; the same again is safe, and tells.</exception>
    Task<EventOutcome> Record(EventOutcome outcome, CancellationToken ct);
}

/// <param name="MessageId">One merchant's message, however often it is sent; another merchant's may have the same.</param>
/// <param name="Type"><c>purchase</c> or <c>refund</c>.</param>
/// <param name="IsAccepted">Whether it was booked; else it was refused.</param>
/// <param name="StatusCode">What the same request would have got over HTTP.</param>
/// <param name="Body">The answer the merchant would have got over HTTP.</param>
/// <param name="Fingerprint">Of the command: the same message must ask for the same thing.</param>
/// <param name="ReceivedAt">When it was decided, in business time.</param>
public sealed record EventOutcome(
    string MerchantId,
    string MessageId,
    string Type,
    string MemberId,
    bool IsAccepted,
    int StatusCode,
    JsonElement Body,
    string Fingerprint,
    DateTimeOffset ReceivedAt
)
{
    public const string Accepted = "accepted",
        Refused = "refused";

    /// <summary>In a word.</summary>
    public string Status => IsAccepted ? Accepted : Refused;
}
