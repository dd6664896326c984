using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Notifying;

/// <summary>
/// By which channels a notice goes next. What the law wants told goes by every channel, at whatever hour; anything else by
/// the first that takes it, and not at night. Every member has it in the app already.
/// </summary>
public static class ChannelSelection
{
    /// <summary>How long what the law wants told waits for a channel that nobody has set up: it is never taken for told.</summary>
    public static readonly TimeSpan SetUpRetryDelay = TimeSpan.FromHours(1);

    /// <param name="member">Null for one who is gone.</param>
    /// <param name="terms">In force now; null where the programme has none.</param>
    /// <param name="isSetUp">Whether there is anything that takes messages for a channel.</param>
    public static DeliveryStep SelectNext(
        Notice notice,
        Member? member,
        ProgrammeTerms? terms,
        Func<NoticeChannel, bool> isSetUp,
        DateTimeOffset now
    )
    {
        var channels =
            member is null || (notice.Kind.IsMarketing() && !member.Consents.Marketing)
                ? []
                : FindPendingChannels(notice);
        if (channels.IsEmpty)
            return new DeliveryStep.Complete();
        if (notice.Kind.IsLegallyRequired())
            return channels.RemoveAll(channel => !isSetUp(channel)) is { IsEmpty: false } ready
                ? new DeliveryStep.Send(ready)
                : new DeliveryStep.Wait(now + SetUpRetryDelay);
        return terms is not null && FindQuietHoursEnd(terms, now) is { } end
            ? new DeliveryStep.Wait(end)
            : new DeliveryStep.Send(channels);
    }

    /// <summary>Why a channel cannot reach the member at all; null if it may.</summary>
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
        return notice.Channels.Any(channel => notice.FindStatus(channel) == DeliveryStatus.Accepted)
            ? []
            : [.. pending.Take(1)];
    }

    private static DateTimeOffset? FindQuietHoursEnd(ProgrammeTerms terms, DateTimeOffset now)
    {
        var time = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, terms.TimeZone).DateTime);
        if (!terms.QuietHours.Contains(time))
            return null;
        var day = terms.BusinessDateOf(now);
        return terms.InstantOf(time < terms.QuietHours.To ? day : day.AddDays(1), terms.QuietHours.To);
    }
}

/// <summary>What is to be done about a notice.</summary>
public abstract record DeliveryStep
{
    private DeliveryStep() { }

    /// <summary>Nothing any more.</summary>
    public sealed record Complete : DeliveryStep;

    /// <summary>Nothing before then.</summary>
    public sealed record Wait(DateTimeOffset Until) : DeliveryStep;

    /// <summary>These channels are to be tried.</summary>
    public sealed record Send(ImmutableArray<NoticeChannel> Channels) : DeliveryStep;

    public T Match<T>(Func<T> complete, Func<DateTimeOffset, T> wait, Func<ImmutableArray<NoticeChannel>, T> send) =>
        this switch
        {
            Complete => complete(),
            Wait step => wait(step.Until),
            Send step => send(step.Channels),
            _ => throw new InvalidOperationException($"{GetType()} is no step"),
        };
}
