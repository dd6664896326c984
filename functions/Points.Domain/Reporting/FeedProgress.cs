using System.Collections.Immutable;

namespace Points.Domain.Reporting;

/// <summary>
/// How far each part of the change feed was read: no entry that was booked before is left unread in it.
/// </summary>
/// <param name="ReadTo">By part of the feed; null for a part of which it is not known.</param>
public sealed record FeedProgress(ImmutableSortedDictionary<string, DateTimeOffset?> ReadTo)
{
    /// <summary>
    /// An entry has the time at which its request was decided. It is stored, or refused for good, within this time.
    /// </summary>
    public static readonly TimeSpan CommitTimeMax = TimeSpan.FromMinutes(5);

    public static readonly FeedProgress None = new(ImmutableSortedDictionary<string, DateTimeOffset?>.Empty);

    /// <summary>Null if it is not known of every part.</summary>
    public DateTimeOffset? CompleteUpTo =>
        ReadTo.IsEmpty || ReadTo.Values.Any(it => it is null) ? null : ReadTo.Values.Min();

    /// <summary>Adds what was seen of the feed.</summary>
    /// <param name="unread">By part: how many changes of it are not read yet, or more.</param>
    /// <param name="now">When that was found out, or before.</param>
    public FeedProgress Observe(IReadOnlyDictionary<string, long> unread, DateTimeOffset now) =>
        new(
            unread.ToImmutableSortedDictionary(
                it => it.Key,
                // A new part has split off from one that was there: it is read at least as far as all were.
                it => it.Value == 0 ? Later(Find(it.Key), now.Plus(-CommitTimeMax)) : Find(it.Key),
                StringComparer.Ordinal
            )
        );

    private DateTimeOffset? Find(string part) => ReadTo.TryGetValue(part, out var readTo) ? readTo : CompleteUpTo;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one : other;
}
