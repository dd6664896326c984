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
        var read =
            body.Length > JsonBody.SizeMaxBytes
                ? TooLarge()
                : FieldReader.Read(body, reader => Read(reader, byOperator));
        if (!Request.IsIdempotencyKey(messageId))
            read.Errors.AddError(MessageIdField, IdempotencyKey.Rule);
        return read;
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

    private static ReadResult<MerchantEvent> TooLarge()
    {
        var errors = new ValidationErrors();
        errors.AddError("$", $"may have at most {JsonBody.SizeMaxBytes} bytes");
        return new(null, errors);
    }
}
