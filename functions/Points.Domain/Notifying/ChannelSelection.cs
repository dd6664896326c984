using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Notifying;

/// <summary>
/// Selects the channels to try next for a notice. A notice that the law requires (L2) goes by every channel, at any
/// hour; any other by the first channel that accepts it, outside quiet hours. The app's inbox has every notice
/// already.
/// </summary>
public static class ChannelSelection
{
    /// <summary>
    /// How long a notice that the law requires waits before it looks again for a channel that is not set up. Until then
    /// its member does not count as notified.
    /// </summary>
    public static readonly TimeSpan SetUpRetryDelay = TimeSpan.FromHours(1);

    /// <param name="member">Null if the member no longer exists.</param>
    /// <param name="terms">The terms in force now; null if the programme has none.</param>
    /// <param name="isSetUp">Whether a channel has a gateway.</param>
    public static DeliveryStep SelectNext(
        Notice notice,
        Member? member,
        ProgrammeTerms? terms,
        Func<NoticeChannel, bool> isSetUp,
        DateTimeOffset now
    )
    {
        var channels =
            member is null || (notice.Kind.IsMarketing() && !member.ConsentsTo(ConsentPurpose.Marketing, now))
                ? []
                : FindPendingChannels(notice);
        if (channels.IsEmpty)
            return new DeliveryStep.Complete();
        if (notice.Kind.IsLegallyRequired())
            return channels.RemoveAll(channel => !isSetUp(channel)) is { IsEmpty: false } ready
                ? new DeliveryStep.Send(ready)
                : new DeliveryStep.Wait(now.Plus(SetUpRetryDelay));
        return terms is not null && FindQuietHoursEnd(terms, now) is { } end
            ? new DeliveryStep.Wait(end)
            : new DeliveryStep.Send(channels);
    }

    /// <returns>Why a channel cannot reach the member at all; null if it may.</returns>
    public static string? FindUnreachableReason(
        NoticeChannel channel,
        Member member,
        Func<NoticeChannel, bool> isSetUp
    ) =>
        channel == NoticeChannel.Sms && member.Phone is null ? Attempt.NoPhone
        : isSetUp(channel) ? null
        : Attempt.NotSetUp;

    private static ImmutableArray<NoticeChannel> FindPendingChannels(Notice notice)
    {
        var pending = notice.Channels.Where(channel => notice.FindStatus(channel) == DeliveryStatus.Pending);
        if (notice.Kind.IsLegallyRequired())
            return [.. pending];
        var mostPreferred = pending.Take(1); // A notice lists its channels in the order of the terms.
        return notice.Channels.Any(channel => notice.FindStatus(channel) == DeliveryStatus.Accepted)
            ? []
            : [.. mostPreferred];
    }

    private static DateTimeOffset? FindQuietHoursEnd(ProgrammeTerms terms, DateTimeOffset now)
    {
        var time = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, terms.TimeZone).DateTime);
        if (!terms.QuietHours.Contains(time))
            return null;
        var day = terms.BusinessDateOf(now);
        return terms.InstantOf(time < terms.QuietHours.To ? day : day.PlusDays(1), terms.QuietHours.To);
    }
}
