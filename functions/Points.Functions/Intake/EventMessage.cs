using Points.Domain.Deciding;
using Points.Domain.Reading;
using Points.Functions.Http;

namespace Points.Functions.Intake;

/// <summary>Reads a merchant's message: the body of the same request over HTTP, and what there is in the path.</summary>
internal static class EventMessage
{
    public const string PurchaseType = "purchase",
        RefundType = "refund";

    /// <summary>Paths of faults, beside those of the body's own fields.</summary>
    public const string VersionField = "version",
        MessageIdField = "MessageId";

    private const int Version = 1;

    /// <param name="messageId">The idempotency key.</param>
    public static Read<MerchantEvent> Read(ReadOnlyMemory<byte> body, string? messageId, bool byOperator)
    {
        var read = body.Length > Body.SizeMaxBytes ? TooLarge() : Fields.Read(body, fields => Read(fields, byOperator));
        if (!Request.IsKey(messageId))
            read.Faults.Add(MessageIdField, IdempotencyKey.Rule);
        return read;
    }

    public static string TypeOf(MerchantEvent posted) =>
        posted.Match(purchase: _ => PurchaseType, refund: _ => RefundType);

    private static MerchantEvent Read(Fields fields, bool byOperator)
    {
        fields.OptionalWhole(VersionField, Version, Version);
        var memberId = fields.Id("memberId");
        return fields.OfKind(
            "type",
            new Dictionary<string, Func<Fields, MerchantEvent>>(StringComparer.Ordinal)
            {
                [PurchaseType] = it => MerchantEvent.Purchase(it, memberId, byOperator),
                [RefundType] = it => MerchantEvent.Refund(it, memberId),
            }
        );
    }

    private static Read<MerchantEvent> TooLarge()
    {
        var faults = new Faults();
        faults.Add("$", $"may have at most {Body.SizeMaxBytes} bytes");
        return new(null, faults);
    }
}
