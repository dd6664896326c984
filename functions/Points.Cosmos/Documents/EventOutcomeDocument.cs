using System.Text.Json;
using Points.Domain;

namespace Points.Cosmos.Documents;

/// <summary>
/// The outcome of a merchant's message, kept for ever. A refusal may be replaced by a booking, or when the message is
/// sent again.
/// </summary>
/// <param name="Ttl">For how many seconds it is kept; null for ever.</param>
/// <param name="MemberId">
/// Only if the merchant named nobody who is enrolled, and in documents from before ledgers had keys.
/// </param>
internal sealed record EventOutcomeDocument(
    string Id,
    string Type,
    string MerchantId,
    string MessageId,
    string EventType,
    string? MemberId,
    string? LedgerKey,
    string Status,
    int StatusCode,
    JsonElement Body,
    string Fingerprint,
    DateTimeOffset ReceivedAt,
    long? SequenceNumber = null,
    int? Ttl = null
)
{
    public const string TypeName = "event";

    /// <summary>
    /// How long an outcome is kept that names nobody who is enrolled: it has the id that the merchant named, which no
    /// erasure finds if it comes later (law L14).
    /// </summary>
    public static readonly TimeSpan UnknownKept = TimeSpan.FromDays(90);

    private const string Prefix = "ev-";

    /// <summary>A digest of merchant and message; its protected form identifies the document.</summary>
    public static string DigestOf(string merchantId, string messageId) =>
        Digest.Compute(TypeName, merchantId, messageId);

    /// <param name="digest">
    /// Protected by the deployment's key; without protection in documents from before there was one.
    /// </param>
    public static string IdOf(string digest) => Prefix + digest;

    public static EventOutcomeDocument From(EventOutcome it, string id) =>
        new(
            id,
            TypeName,
            it.MerchantId,
            it.MessageId,
            it.Type,
            it.LedgerKey is null ? it.MemberId : null,
            it.LedgerKey,
            it.Status,
            it.StatusCode,
            it.Body,
            it.Fingerprint,
            it.ReceivedAt,
            it.SequenceNumber
        );

    public EventOutcome ToOutcome() =>
        new(
            MerchantId,
            MessageId,
            EventType,
            MemberId,
            LedgerKey,
            Status == EventOutcome.Accepted,
            StatusCode,
            Body,
            Fingerprint,
            ReceivedAt
        )
        {
            SequenceNumber = SequenceNumber,
        };
}
