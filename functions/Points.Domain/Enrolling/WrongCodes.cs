namespace Points.Domain.Enrolling;

/// <summary>
/// The wrong codes that a till has named lately. Codes are short enough to be read at a till, so guessing must end
/// early (decision 47).
/// </summary>
/// <param name="Since">When the first of them came.</param>
/// <param name="LockedUntil">When the lock ends that they have caused; null if they were not enough.</param>
public sealed record WrongCodes(int Count, DateTimeOffset Since, DateTimeOffset? LockedUntil)
{
    /// <summary>A till without wrong codes.</summary>
    public static readonly WrongCodes None = new(0, DateTimeOffset.MinValue, LockedUntil: null);

    public bool IsLockedAt(DateTimeOffset now) => now < LockedUntil;

    /// <summary>Counts another one. A correct code in between changes nothing: a guesser may have a card too.</summary>
    public WrongCodes Add(DateTimeOffset now, WrongCodeLimits limits)
    {
        if (IsLockedAt(now))
            return this;
        var isOver = LockedUntil is not null || now - Since >= limits.LockFor;
        var (count, since) = isOver ? (1, now) : (Count + 1, Since);
        return new(count, since, count >= limits.CountMax ? now + limits.LockFor : null);
    }
}

/// <param name="CountMax">How many wrong codes lock a till, if they come within <paramref name="LockFor"/>.</param>
public sealed record WrongCodeLimits(int CountMax, TimeSpan LockFor);
