using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Cosmos.Documents;

/// <summary>A notice to one member, in the member's partition.</summary>
/// <param name="NoticeSince">In microseconds since 1970: by which notices are listed.</param>
/// <param name="Announcement">With the programme; null for what concerns this member alone.</param>
/// <param name="Undelivered">The announcement, as long as the notice is not delivered.</param>
/// <param name="NotifiedAt">In seconds since 1970.</param>
internal sealed record NoticeDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    string Kind,
    DateTimeOffset At,
    long NoticeSince,
    BilingualName Title,
    BilingualName Text,
    string? Announcement,
    string? Undelivered,
    IReadOnlyList<NoticeChannel> Channels,
    IReadOnlyList<DeliveryDocument>? Deliveries,
    IReadOnlyList<DeliveryReceipt>? Receipts,
    long? NotifiedAt
)
{
    public const string TypeName = "notice";

    public static NoticeDocument From(Notice it)
    {
        var announcement = it.Announcement is { } number
            ? ProgrammeNumberKey.Format(it.Wallet.ProgrammeId, number)
            : null;
        return new(
            it.NoticeId,
            TypeName,
            it.Wallet.MemberId,
            it.Wallet.ProgrammeId,
            DocumentJson.NameOf(it.Kind),
            it.At.ToUniversalTime(),
            it.AtMicroseconds,
            it.Title,
            it.Text,
            announcement,
            it.NotifiedAt is null ? announcement : null,
            it.Channels,
            it.Deliveries.IsEmpty
                ? null
                : [.. it.Deliveries.Select(delivery => new DeliveryDocument(delivery.Channel, delivery.Attempts))],
            it.Receipts.IsEmpty ? null : it.Receipts,
            StoredTime.CeilingSeconds(it.NotifiedAt)
        );
    }

    public Notice ToNotice() =>
        new(
            Id,
            new(MemberId, ProgrammeId),
            Enum.Parse<NoticeKind>(Kind, ignoreCase: true),
            At,
            Title,
            Text,
            Announcement is null ? null : ProgrammeNumberKey.ParseNumber(Announcement),
            [.. Channels]
        )
        {
            Deliveries = [.. (Deliveries ?? []).Select(it => new ChannelDelivery(it.Channel, [.. it.Attempts]))],
            Receipts = [.. Receipts ?? []],
            NotifiedAt = StoredTime.FromSeconds(NotifiedAt),
        };
}

internal sealed record DeliveryDocument(NoticeChannel Channel, IReadOnlyList<Attempt> Attempts);

/// <summary>What is needed of a notice to know when its member was notified.</summary>
internal sealed record NotifiedNotice(long? NotifiedAt);
