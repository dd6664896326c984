using System.Collections.Immutable;

namespace Points.Domain.Enrolling;

/// <summary>
/// The different people that a till has named lately and that are not enrolled. A till that goes on naming others tells
/// members from people who are none (decision 47).
/// </summary>
/// <param name="Named">A digest of each of them.</param>
/// <param name="Since">When the first of them was named.</param>
/// <param name="LockedUntil">When the lock ends that they have caused; null if they were not enough.</param>
public sealed record MemberGuesses(ImmutableArray<string> Named, DateTimeOffset Since, DateTimeOffset? LockedUntil)
{
    /// <summary>A till that has named nobody.</summary>
    public static readonly MemberGuesses None = new([], DateTimeOffset.MinValue, LockedUntil: null);

    public bool IsLockedAt(DateTimeOffset now) => now < LockedUntil;

    /// <summary>Counts another one. Naming the same person again tells nothing new, and changes nothing.</summary>
    public MemberGuesses Add(string digest, DateTimeOffset now, MemberGuessLimits limits)
    {
        if (IsLockedAt(now))
            return this;
        var isOver = LockedUntil is not null || now - Since >= limits.LockFor;
        if (!isOver && Named.Contains(digest))
            return this;
        var (named, since) = isOver ? ([digest], now) : (Named.Add(digest), Since);
        return new(named, since, named.Length >= limits.CountMax ? now + limits.LockFor : null);
    }
}

/// <param name="CountMax">How many people lock a till, if it names them within <paramref name="LockFor"/>.</param>
public sealed record MemberGuessLimits(int CountMax, TimeSpan LockFor);
