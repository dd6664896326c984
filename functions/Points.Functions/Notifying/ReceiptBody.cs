using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Functions.OpenApi;

namespace Points.Functions.Notifying;

/// <summary>Reads a gateway's receipt of a notice.</summary>
/// <param name="NoticeId">Required from a gateway, which signs only the body.</param>
[FieldDescription("noticeId", "The notice of the path. Required from a gateway, because it signs only the body.")]
[FieldDescription("at", "The time of the status, by the gateway's clock.")]
[FieldDescription("reference", "The gateway's own reference.")]
internal sealed record ReceiptBody(string? NoticeId, DeliveryReceipt Receipt)
{
    private const int ReferenceLengthMax = 128,
        NoticeIdLengthMax = 200;
    private static readonly IReadOnlyDictionary<string, ReceiptStatus> Statuses = EnumNames.ByName<ReceiptStatus>();

    public static ReceiptBody Read(FieldReader reader) =>
        new(
            reader.OptionalText("noticeId", NoticeIdLengthMax),
            new(
                reader.Choice("channel", EnumNames.Channels),
                reader.Choice("status", Statuses),
                reader.Instant("at"),
                reader.OptionalText("reference", ReferenceLengthMax)
            )
        );
}
