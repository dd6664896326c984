using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Functions.OpenApi;

namespace Points.Functions.Notifying;

/// <summary>A notice as its member and operators see it, in one language.</summary>
/// <param name="NotifiedAt">When its delivery was complete; left out while a channel is still to be tried.</param>
internal sealed record MemberNoticeView(
    string NoticeId,
    string ProgrammeId,
    [OneOf(typeof(NoticeKind))] string Kind,
    DateTimeOffset At,
    string Title,
    string Text,
    DateTimeOffset? NotifiedAt,
    IReadOnlyList<DeliveryView> Deliveries,
    IReadOnlyList<ReceiptView> Receipts
)
{
    public static MemberNoticeView From(Notice it, Func<BilingualName, string> language) =>
        new(
            it.Key.ToString(),
            it.Wallet.ProgrammeId,
            EnumNames.NameOf(it.Kind),
            it.At,
            language(it.Title),
            language(it.Text),
            it.NotifiedAt,
            // Once delivery is complete, channels that were never tried are left out.
            [
                .. it
                    .Channels.Where(channel => it.NotifiedAt is null || it.CountAttempts(channel) > 0)
                    .Select(channel => DeliveryView.From(it, channel)),
            ],
            [.. it.Receipts.Select(ReceiptView.From)]
        );
}

internal sealed record DeliveryView(
    [OneOf(typeof(NoticeChannel))] string Channel,
    [OneOf(typeof(DeliveryStatus))] string Status,
    IReadOnlyList<Attempt> Attempts
)
{
    public static DeliveryView From(Notice it, NoticeChannel channel) =>
        new(
            EnumNames.NameOf(channel),
            EnumNames.NameOf(it.FindStatus(channel)),
            it.Deliveries.FirstOrDefault(delivery => delivery.Channel == channel)?.Attempts ?? []
        );
}

internal sealed record ReceiptView(
    [OneOf(typeof(NoticeChannel))] string Channel,
    [OneOf(typeof(ReceiptStatus))] string Status,
    DateTimeOffset At,
    string? Reference
)
{
    public static ReceiptView From(DeliveryReceipt it) =>
        new(EnumNames.NameOf(it.Channel), EnumNames.NameOf(it.Status), it.At, it.Reference);
}
