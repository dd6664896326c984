using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// When a birthday counts for benefits, after the member's birthdays were changed (decision 30). A birthday without a
/// span has never changed: it always counts.
/// </summary>
/// <param name="Kind">The member's own birthday, or that of a pet.</param>
/// <param name="From">From when it counts; null if it always did.</param>
/// <param name="Until">When it stops to count; null while the member has this birthday.</param>
public sealed record OwnDaySpan(OwnDay Kind, YearlyDay Day, DateTimeOffset? From, DateTimeOffset? Until)
{
    /// <summary>The most spans of a member. Beyond that, those that ended first are dropped.</summary>
    public const int CountMax = 60;

    /// <summary>How long after a change the new birthday counts, and the previous one no longer does.</summary>
    public static readonly TimeSpan ChangeDelay = TimeSpan.FromDays(30);

    /// <summary>Whether it counts on a day in a time zone.</summary>
    public bool Contains(DateOnly day, TimeZoneInfo zone) =>
        !(day < FirstDay(zone)) && !(Until is { } until && day >= DateOf(until, zone));

    /// <summary>Its first date from a day on that counts; null if there is none.</summary>
    public DateOnly? FirstOnOrAfter(DateOnly day, TimeZoneInfo zone)
    {
        var first = Day.FirstOnOrAfter(FirstDay(zone) is { } from && from > day ? from : day);
        return first is { } on && Contains(on, zone) ? on : null;
    }

    /// <summary>
    /// The spans after a change of the member's birthdays of one kind. The first birthday that is given counts at once.
    /// A birthday that is added later counts from <see cref="ChangeDelay"/> after the change; until then those that it
    /// replaces still count. A birthday that is only removed stops to count at once.
    /// </summary>
    public static ImmutableArray<OwnDaySpan> Change(
        ImmutableArray<OwnDaySpan> spans,
        OwnDay kind,
        IReadOnlyCollection<YearlyDay> before,
        IReadOnlyCollection<YearlyDay> after,
        DateTimeOffset now
    )
    {
        var own = spans.RemoveAll(it => it.Kind != kind);
        YearlyDay[] added = [.. after.Except(before)];
        if ((before.Count == 0 && own.IsEmpty) || (added.Length == 0 && !before.Except(after).Any()))
            return spans;
        var countsFrom = now.Plus(ChangeDelay).ToUniversalTime();
        var kept = own.Select(it => it.Until > now && added.Length > 0 ? it with { Until = countsFrom } : it);
        var removed = before
            .Except(after)
            .Select(day => own.LastOrDefault(it => it.Day == day && it.Until is null) ?? new(kind, day, null, null));
        var changed = kept.Except(own.Where(it => it.Until is null && !after.Contains(it.Day)))
            // A birthday that was removed before it counted never counts.
            .Concat(
                removed.Where(it => !(it.From > now)).Select(it => it with { Until = EndOf(added, countsFrom, now) })
            )
            .ToImmutableArray();
        foreach (var day in added)
            changed = changed.FirstOrDefault(it => it.Day == day && CanContinue(it, changed, now)) is { } span
                ? changed.Replace(span, span with { Until = null })
                : changed.Add(new(kind, day, countsFrom, null));
        return Limit([.. spans.Where(it => it.Kind != kind), .. changed]);
    }

    private static DateTimeOffset EndOf(YearlyDay[] added, DateTimeOffset countsFrom, DateTimeOffset now) =>
        added.Length > 0 ? countsFrom : now.ToUniversalTime();

    /// <summary>
    /// Whether a birthday that comes back counts as if it had never been away: if it came back in time, and no other
    /// has begun to count since it ended.
    /// </summary>
    private static bool CanContinue(OwnDaySpan ended, ImmutableArray<OwnDaySpan> all, DateTimeOffset now) =>
        ended.Until is { } until
        && until.Plus(ChangeDelay) >= now
        && !all.Any(it => it.From is { } from && from >= until && from <= now);

    private static ImmutableArray<OwnDaySpan> Limit(ImmutableArray<OwnDaySpan> spans) =>
        spans.Length <= CountMax
            ? spans
            : [.. spans.OrderBy(it => it.Until ?? DateTimeOffset.MaxValue).Skip(spans.Length - CountMax)];

    private DateOnly? FirstDay(TimeZoneInfo zone) => From is { } from ? DateOf(from, zone) : null;

    private static DateOnly DateOf(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}
