using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Functions.Http;

namespace Points.Functions.Intake;

/// <summary>
/// Reads a merchant's message: the body of the same request over HTTP, plus what HTTP has in the path.
/// </summary>
internal static class EventMessage
{
    public const string PurchaseType = "purchase",
        RefundType = "refund";

    /// <summary>The paths of errors that are not in a field of the body's HTTP schema.</summary>
    public const string VersionField = "version",
        MessageIdField = "MessageId";

    private const int Version = 1;

    /// <param name="messageId">The idempotency key.</param>
    public static ReadResult<MerchantEvent> Read(ReadOnlyMemory<byte> body, string? messageId, bool byOperator)
    {
        var reader =
            body.Length > JsonBody.SizeMaxBytes
                ? FieldReader.Unreadable($"may have at most {JsonBody.SizeMaxBytes} bytes")
                : FieldReader.Open(body);
        var merchantEvent = Read(reader, byOperator);
        var errors = reader.Complete();
        if (!Request.IsIdempotencyKey(messageId))
            errors.AddError(MessageIdField, IdempotencyKey.Rule);
        return new(merchantEvent, errors);
    }

    public static string TypeOf(MerchantEvent merchantEvent) =>
        merchantEvent.Match(purchase: _ => PurchaseType, refund: _ => RefundType);

    private static MerchantEvent Read(FieldReader reader, bool byOperator)
    {
        reader.OptionalWholeNumber(VersionField, Version, Version);
        var memberId = reader.Id("memberId");
        return reader.ByKind(
            "type",
            new Dictionary<string, Func<FieldReader, MerchantEvent>>(StringComparer.Ordinal)
            {
                [PurchaseType] = it => MerchantEvent.ReadPurchase(it, memberId, byOperator),
                [RefundType] = it => MerchantEvent.ReadRefund(it, memberId),
            }
        );
    }
}
