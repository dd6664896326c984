using System.Collections.Immutable;
using Points.Domain.Programmes;

namespace Points.Domain.Ledger;

/// <summary>
/// What one member is told, kept for good in the app's inbox and as evidence: the text, when it was written, and what came
/// of every attempt to deliver it. Created in the very commit that it tells of, so there is one notice and never two.
/// </summary>
/// <param name="NoticeId">Made from what it is about: the same thing is told once.</param>
/// <param name="Announcement">The number of the programme's announcement that it tells of; null for what concerns this member alone.</param>
/// <param name="Channels">By which it is to be delivered, in the order of the terms.</param>
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
    /// <summary>No other document of a member has an id that begins so.</summary>
    public const string IdPrefix = "n-";

    /// <summary>What came of each channel so far.</summary>
    public ImmutableArray<ChannelDelivery> Deliveries { get; init; } = [];

    /// <summary>What gateways said later of what they had taken. They move nothing.</summary>
    public ImmutableArray<DeliveryReceipt> Receipts { get; init; } = [];

    /// <summary>When it was all done that can be: the notice is in the inbox, and channels have taken it or failed often enough.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>Under which gateways and readers know it.</summary>
    public NoticeKey Key => new(Wallet.MemberId, NoticeId);

    /// <summary>By which notices are listed: microseconds since 1970.</summary>
    public long AtMicroseconds => Microseconds.Since1970(At);

    /// <summary>On all channels so far.</summary>
    public int AttemptCount => Deliveries.Sum(it => it.Attempts.Length);

    public int CountAttempts(NoticeChannel channel) =>
        Deliveries.FirstOrDefault(it => it.Channel == channel)?.Attempts.Length ?? 0;

    public DeliveryStatus FindStatus(NoticeChannel channel) =>
        Deliveries.FirstOrDefault(it => it.Channel == channel)?.Status ?? DeliveryStatus.Pending;

    /// <summary>With one more attempt on a channel.</summary>
    public Notice WithAttempt(NoticeChannel channel, Attempt attempt) =>
        this with
        {
            Deliveries = Deliveries.FirstOrDefault(it => it.Channel == channel) is { } before
                ? Deliveries.Replace(before, before with { Attempts = before.Attempts.Add(attempt) })
                : Deliveries.Add(new(channel, [attempt])),
        };

    /// <summary>With what a gateway says. The first of a kind stands: gateways repeat themselves.</summary>
    public Notice WithReceipt(DeliveryReceipt receipt) =>
        Receipts.Any(it => (it.Channel, it.Status) == (receipt.Channel, receipt.Status))
            ? this
            : this with
            {
                Receipts = Receipts.Add(receipt),
            };

    /// <summary>A notice as it begins. Without channels the app's inbox is all there is, and it is in it.</summary>
    /// <param name="subject">What tells this notice from others of its kind in the same wallet.</param>
    /// <param name="terms">Whose channels it goes by.</param>
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

    /// <param name="subject">What tells this notice from others of its kind in the same wallet.</param>
    public static string CreateId(WalletId wallet, NoticeKind kind, string subject) =>
        IdPrefix + Digest.Compute("notice", wallet.MemberId, wallet.ProgrammeId, kind.ToString(), subject);
}
