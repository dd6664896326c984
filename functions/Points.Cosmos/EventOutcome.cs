using System.Text.Json;

namespace Points.Cosmos;

/// <summary>The outcome of an event that a merchant sent as a message.</summary>
/// <param name="MessageId">Identifies the message of this merchant. Other merchants may use the same id.</param>
/// <param name="Type"><c>purchase</c> or <c>refund</c>.</param>
/// <param name="MemberId">The member that the merchant named; null once the member is erased.</param>
/// <param name="LedgerKey">The key of the member's ledgers; null if the merchant named nobody who is enrolled.</param>
/// <param name="IsAccepted">True if the event was booked, false if it was refused.</param>
/// <param name="StatusCode">The status that the same request would have got over HTTP.</param>
/// <param name="Body">The body that the merchant would have got over HTTP.</param>
/// <param name="Fingerprint">
/// Of the command, under the deployment's key: a message that is sent again must contain the same command.
/// </param>
/// <param name="ReceivedAt">When the event was decided, in business time.</param>
public sealed record EventOutcome(
    string MerchantId,
    string MessageId,
    string Type,
    string? MemberId,
    string? LedgerKey,
    bool IsAccepted,
    int StatusCode,
    JsonElement Body,
    string Fingerprint,
    DateTimeOffset ReceivedAt
)
{
    /// <summary>
    /// The number that the broker gave the message; the same at each delivery. Null in outcomes from before it was
    /// kept.
    /// </summary>
    public long? SequenceNumber { get; init; }

    public const string Accepted = "accepted",
        Refused = "refused";

    public string Status => IsAccepted ? Accepted : Refused;

    /// <summary>
    /// Whether a message with this number was sent after a refusal, and so is decided anew: nothing was booked, and the
    /// facts may have changed. A delivery of the refused message itself is not.
    /// </summary>
    public bool IsRefusalBefore(long? sequenceNumber) =>
        !IsAccepted && SequenceNumber is { } refused && refused != sequenceNumber;
}
