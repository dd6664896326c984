using System.Collections.Immutable;
using Points.Domain.Enrolling;
using Points.Domain.Programmes;

namespace Points.Domain.Notifying;

/// <summary>
/// By which channels a notice goes next. What the law wants told goes by every channel, at whatever hour; anything else by
/// the first that takes it, and not at night. Every member has it in the app already.
/// </summary>
public static class Deliver
{
    /// <summary>How long what the law wants told waits for a channel that nobody has set up: it is never taken for told.</summary>
    public static readonly TimeSpan UntilSetUp = TimeSpan.FromHours(1);

    /// <param name="member">Null for one who is gone.</param>
    /// <param name="terms">In force now; null where the programme has none.</param>
    /// <param name="isSetUp">Whether there is anything that takes messages for a channel.</param>
    public static DeliveryStep Next(
        Notice notice,
        Member? member,
        ProgrammeRevision? terms,
        Func<NoticeChannel, bool> isSetUp,
        DateTimeOffset now
    )
    {
        var channels = member is null || (notice.Kind.IsMarketing() && !member.Consents.Marketing) ? [] : Open(notice);
        if (channels.IsEmpty)
            return new DeliveryStep.Done();
        if (notice.Kind.IsOfTheLaw())
            return channels.RemoveAll(channel => !isSetUp(channel)) is { IsEmpty: false } ready
                ? new DeliveryStep.Try(ready)
                : new DeliveryStep.PutOff(now + UntilSetUp);
        return terms is not null && EndOfQuiet(terms, now) is { } end
            ? new DeliveryStep.PutOff(end)
            : new DeliveryStep.Try(channels);
    }

    /// <summary>Why a channel cannot reach the member at all; null if it may.</summary>
    public static string? Unreachable(NoticeChannel channel, Member member, Func<NoticeChannel, bool> isSetUp) =>
        channel == NoticeChannel.Sms && member.Phone is null ? Attempt.NoPhone
        : isSetUp(channel) ? null
        : Attempt.NotSetUp;

    private static ImmutableArray<NoticeChannel> Open(Notice notice)
    {
        var pending = notice.Channels.Where(channel => notice.StatusOn(channel) == DeliveryStatus.Pending);
        if (notice.Kind.IsOfTheLaw())
            return [.. pending];
        return notice.Channels.Any(channel => notice.StatusOn(channel) == DeliveryStatus.Accepted)
            ? []
            : [.. pending.Take(1)];
    }

    private static DateTimeOffset? EndOfQuiet(ProgrammeRevision terms, DateTimeOffset now)
    {
        var time = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, terms.TimeZone).DateTime);
        if (!terms.QuietHours.Has(time))
            return null;
        var day = terms.BusinessDate(now);
        return terms.InstantOf(time < terms.QuietHours.To ? day : day.AddDays(1), terms.QuietHours.To);
    }
}

/// <summary>What is to be done about a notice.</summary>
public abstract record DeliveryStep
{
    private DeliveryStep() { }

    /// <summary>Nothing any more.</summary>
    public sealed record Done : DeliveryStep;

    /// <summary>Nothing before then.</summary>
    public sealed record PutOff(DateTimeOffset Until) : DeliveryStep;

    /// <summary>These channels are to be tried.</summary>
    public sealed record Try(ImmutableArray<NoticeChannel> Channels) : DeliveryStep;

    public T Match<T>(Func<T> done, Func<DateTimeOffset, T> putOff, Func<ImmutableArray<NoticeChannel>, T> @try) =>
        this switch
        {
            Done => done(),
            PutOff step => putOff(step.Until),
            Try step => @try(step.Channels),
            _ => throw new InvalidOperationException($"{GetType()} is no step"),
        };
}
