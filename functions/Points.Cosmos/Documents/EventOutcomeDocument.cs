using System.Text.Json;
using Points.Domain;

namespace Points.Cosmos.Documents;

/// <summary>The outcome of a merchant's message, kept for ever. Only a booking may replace a refusal.</summary>
internal sealed record EventOutcomeDocument(
    string Id,
    string Type,
    string MerchantId,
    string MessageId,
    string EventType,
    string MemberId,
    string Status,
    int StatusCode,
    JsonElement Body,
    string Fingerprint,
    DateTimeOffset ReceivedAt
)
{
    public const string TypeName = "event";

    public static string IdOf(string merchantId, string messageId) =>
        "ev-" + Digest.Compute(TypeName, merchantId, messageId);

    public static EventOutcomeDocument From(EventOutcome it) =>
        new(
            IdOf(it.MerchantId, it.MessageId),
            TypeName,
            it.MerchantId,
            it.MessageId,
            it.Type,
            it.MemberId,
            it.Status,
            it.StatusCode,
            it.Body,
            it.Fingerprint,
            it.ReceivedAt
        );

    public EventOutcome ToOutcome() =>
        new(
            MerchantId,
            MessageId,
            EventType,
            MemberId,
            Status == EventOutcome.Accepted,
            StatusCode,
            Body,
            Fingerprint,
            ReceivedAt
        );
}
