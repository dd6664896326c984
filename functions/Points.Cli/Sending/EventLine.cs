using System.Text.Json.Nodes;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cli.Sending;

/// <summary>An event of a file, and the properties of its message.</summary>
/// <param name="Number">The line number, counted from 1.</param>
/// <param name="MerchantId">The merchant who sends the event.</param>
/// <param name="HasStableTime">
/// False for a purchase without <c>occurredAt</c>: it gets the time when it is sent.
/// </param>
internal sealed record EventLine(long Number, JsonObject Body, string MessageId, string MerchantId, bool HasStableTime)
{
    public const string MessageIdField = "messageId",
        MerchantField = "merchantId",
        OccurredAtField = "occurredAt";
    private const string TypeField = "type",
        Purchase = "purchase",
        Refund = "refund";

    /// <param name="merchantId">The sender, even if the event names another merchant.</param>
    public static EventLine Create(long number, JsonObject body, string merchantId)
    {
        var type = TextOf(body, TypeField);
        var messageId = TextOf(body, MessageIdField) ?? DeriveMessageId(number, type, body);
        body.Remove(MessageIdField); // It identifies the message and is not part of the event.
        return new(number, body, messageId, merchantId, type != Purchase || body.ContainsKey(OccurredAtField));
    }

    /// <returns>The text of a field; null if the field is missing or not a text.</returns>
    public static string? TextOf(JsonObject body, string field) =>
        body[field] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>
    /// Derives the id from the merchant's order or refund id, so that the same file can be sent again. An id that is
    /// not a valid idempotency key is replaced by its digest.
    /// </summary>
    private static string DeriveMessageId(long number, string? type, JsonObject body)
    {
        var reference = TextOf(body, type == Refund ? "refundId" : "orderId");
        if (type is not (Purchase or Refund) || reference is null)
            return FormattableString.Invariant($"line:{number}");
        return Request.IsIdempotencyKey($"{type}:{reference}")
            ? $"{type}:{reference}"
            : $"{type}:{Digest.Compute(reference)}";
    }
}
