using System.Collections.Immutable;
using Points.Domain.Deciding;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Notifying;

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
) : Record
{
    /// <summary>No other document of a member has an id that begins so.</summary>
    public const string IdPrefix = "n-";

    /// <summary>What came of each channel so far.</summary>
    public ImmutableArray<Delivery> Deliveries { get; init; } = [];

    /// <summary>What gateways said later of what they had taken. They move nothing.</summary>
    public ImmutableArray<Receipt> Receipts { get; init; } = [];

    /// <summary>When it was all done that can be: the notice is in the inbox, and channels have taken it or failed often enough.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>Under which gateways and readers know it.</summary>
    public NoticeName Name => new(Wallet.MemberId, NoticeId);

    /// <summary>By which notices are listed: microseconds since 1970.</summary>
    public long Since => Microseconds.Since1970(At);

    /// <summary>On all channels so far.</summary>
    public int AttemptCount => Deliveries.Sum(it => it.Attempts.Length);

    public int AttemptsOn(NoticeChannel channel) =>
        Deliveries.FirstOrDefault(it => it.Channel == channel)?.Attempts.Length ?? 0;

    public DeliveryStatus StatusOn(NoticeChannel channel) =>
        Deliveries.FirstOrDefault(it => it.Channel == channel)?.Status ?? DeliveryStatus.Pending;

    /// <summary>With one more attempt on a channel.</summary>
    public Notice After(NoticeChannel channel, Attempt attempt) =>
        this with
        {
            Deliveries = Deliveries.FirstOrDefault(it => it.Channel == channel) is { } before
                ? Deliveries.Replace(before, before with { Attempts = before.Attempts.Add(attempt) })
                : Deliveries.Add(new(channel, [attempt])),
        };

    /// <summary>With what a gateway says. The first of a kind stands: gateways repeat themselves.</summary>
    public Notice With(Receipt receipt) =>
        Receipts.Any(it => (it.Channel, it.Status) == (receipt.Channel, receipt.Status))
            ? this
            : this with
            {
                Receipts = Receipts.Add(receipt),
            };

    /// <summary>A notice as it begins. Without channels the app's inbox is all there is, and it is in it.</summary>
    /// <param name="about">What tells this notice from others of its kind in the same wallet.</param>
    /// <param name="terms">Whose channels it goes by.</param>
    public static Notice Of(
        WalletId wallet,
        NoticeKind kind,
        string about,
        (BilingualName Title, BilingualName Text) words,
        ProgrammeRevision terms,
        DateTimeOffset now,
        int? announcement = null
    ) =>
        new(IdOf(wallet, kind, about), wallet, kind, now, words.Title, words.Text, announcement, terms.NoticeChannels)
        {
            NotifiedAt = terms.NoticeChannels.IsEmpty ? now : null,
        };

    /// <param name="about">What tells this notice from others of its kind in the same wallet.</param>
    public static string IdOf(WalletId wallet, NoticeKind kind, string about) =>
        IdPrefix + Digest.Of("notice", wallet.MemberId, wallet.ProgrammeId, kind.ToString(), about);
}
