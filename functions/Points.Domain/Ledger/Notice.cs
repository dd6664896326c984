using System.Collections.Immutable;
using Points.Domain.Programmes;

namespace Points.Domain.Ledger;

/// <summary>
/// A notice to one member, kept for ever in the app's inbox and as evidence: its text, when it was written, and the
/// result of every delivery attempt. It is created in the commit that causes it, so each cause gives exactly one
/// notice.
/// </summary>
/// <param name="NoticeId">A digest of what the notice is about, so that the member is notified of it once.</param>
/// <param name="Announcement">
/// The number of the programme's announcement that the notice is about; null if it concerns only this member.
/// </param>
/// <param name="Channels">The channels to deliver it on, in the order of the terms.</param>
public sealed record Notice(
    string NoticeId,
    WalletId Wallet,
    NoticeKind Kind,
    DateTimeOffset At,
    BilingualName Title,
    BilingualName Text,
    int? Announcement,
    ImmutableArray<NoticeChannel> Channels
) : WalletRecord
{
    /// <summary>No id of another document of the member begins with this prefix.</summary>
    public const string IdPrefix = "n-";

    /// <summary>The delivery attempts so far, by channel.</summary>
    public ImmutableArray<ChannelDelivery> Deliveries { get; init; } = [];

    /// <summary>What gateways reported later. Receipts do not change the status of the notice.</summary>
    public ImmutableArray<DeliveryReceipt> Receipts { get; init; } = [];

    /// <summary>When delivery was complete: enough channels accepted the notice, or all attempts failed.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>The id in the API and in messages to gateways.</summary>
    public NoticeKey Key => new(Wallet.MemberId, NoticeId);

    /// <summary>The sort key of notice lists: microseconds since 1970.</summary>
    public long AtMicroseconds => Microseconds.Since1970(At);

    /// <summary>The number of attempts on all channels.</summary>
    public int AttemptCount => Deliveries.Sum(it => it.Attempts.Length);

    /// <summary>The number of attempts on one channel.</summary>
    public int CountAttempts(NoticeChannel channel) =>
        Deliveries.FirstOrDefault(it => it.Channel == channel)?.Attempts.Length ?? 0;

    public DeliveryStatus FindStatus(NoticeChannel channel) =>
        Deliveries.FirstOrDefault(it => it.Channel == channel)?.Status ?? DeliveryStatus.Pending;

    /// <summary>Adds an attempt on a channel.</summary>
    public Notice WithAttempt(NoticeChannel channel, Attempt attempt) =>
        this with
        {
            Deliveries = Deliveries.FirstOrDefault(it => it.Channel == channel) is { } delivery
                ? Deliveries.Replace(delivery, delivery with { Attempts = delivery.Attempts.Add(attempt) })
                : Deliveries.Add(new(channel, [attempt])),
        };

    /// <summary>Adds a receipt unless the channel has one of the same status: gateways may send it twice.</summary>
    public Notice WithReceipt(DeliveryReceipt receipt) =>
        Receipts.Any(it => (it.Channel, it.Status) == (receipt.Channel, receipt.Status))
            ? this
            : this with
            {
                Receipts = Receipts.Add(receipt),
            };

    /// <summary>Creates a notice. If the terms have no channels, it is delivered at once: to the app's inbox.</summary>
    /// <param name="subject">Distinguishes the notice from others of its kind in the same wallet.</param>
    /// <param name="terms">The terms whose channels are used.</param>
    public static Notice Create(
        WalletId wallet,
        NoticeKind kind,
        string subject,
        (BilingualName Title, BilingualName Text) content,
        ProgrammeTerms terms,
        DateTimeOffset now,
        int? announcement = null
    ) =>
        new(
            CreateId(wallet, kind, subject),
            wallet,
            kind,
            now,
            content.Title,
            content.Text,
            announcement,
            terms.NoticeChannels
        )
        {
            NotifiedAt = terms.NoticeChannels.IsEmpty ? now : null,
        };

    /// <param name="subject">Distinguishes the notice from others of its kind in the same wallet.</param>
    public static string CreateId(WalletId wallet, NoticeKind kind, string subject) =>
        IdPrefix + Digest.Compute("notice", wallet.MemberId, wallet.ProgrammeId, kind.ToString(), subject);
}
