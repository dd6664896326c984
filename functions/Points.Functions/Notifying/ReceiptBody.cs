using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Functions.OpenApi;

namespace Points.Functions.Notifying;

/// <summary>Reads what a gateway says of a notice.</summary>
/// <param name="NoticeId">A gateway must name the notice in what it signs.</param>
[FieldDescription("noticeId", "The notice of the path; required from a gateway, as it signs the body only.")]
[FieldDescription("at", "When that was, by the gateway's clock.")]
[FieldDescription("reference", "The gateway's own.")]
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
