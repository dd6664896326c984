using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Cosmos.Documents;

/// <summary>A notice to one member, in the member's partition.</summary>
/// <param name="NoticeSince">The sort key of notice lists, in microseconds since 1970.</param>
/// <param name="Announcement">The programme and number of the announcement; null if there is none.</param>
/// <param name="Undelivered">The same as <paramref name="Announcement"/> until the notice is delivered.</param>
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
            StoredEnum.Parse<NoticeKind>(Kind),
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

/// <summary>The field of a notice that tells when its member was notified.</summary>
internal sealed record NotifiedNotice(long? NotifiedAt);
