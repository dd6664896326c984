using System.Text.Json.Nodes;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Local.Sending;

/// <summary>An event as it stands in a file, with what its message needs beside its body.</summary>
/// <param name="Number">Of the line, counted from 1.</param>
/// <param name="MerchantId">Who sends it.</param>
/// <param name="HasStableTime">Whether it says when it happened, or needs not: else it happens when it is sent.</param>
internal sealed record EventLine(long Number, JsonObject Body, string MessageId, string MerchantId, bool HasStableTime)
{
    public const string MessageIdField = "messageId",
        MerchantField = "merchantId",
        OccurredAtField = "occurredAt";
    private const string TypeField = "type",
        Purchase = "purchase",
        Refund = "refund";

    /// <param name="merchantId">Who sends it, whatever it says itself.</param>
    public static EventLine Create(long number, JsonObject body, string merchantId)
    {
        var type = TextOf(body, TypeField);
        var messageId = TextOf(body, MessageIdField) ?? DeriveMessageId(number, type, body);
        body.Remove(MessageIdField); // It is the message's, and no field of its body.
        return new(number, body, messageId, merchantId, type != Purchase || body.ContainsKey(OccurredAtField));
    }

    /// <returns>Null if there is no such text.</returns>
    public static string? TextOf(JsonObject body, string field) =>
        body[field] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>By what the merchant calls it, so that the same file can be sent again; by its digest where no key could be made of that.</summary>
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
