namespace Points.Domain.Jobs;

/// <summary>
/// How far a job has come in one range of the store. One instance at a time works on a part; if it stops, another
/// continues from the stored position (decision 42).
/// </summary>
/// <param name="Work">Names the work: <see cref="IDueItems{T}.Name"/>.</param>
public sealed record JobPart(string Work, string Range)
{
    /// <summary>
    /// How long a part belongs to an instance that has stored no progress. Then another may take it over.
    /// </summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);

    /// <summary>The run that the position belongs to; empty for a part that no run has touched.</summary>
    public string RunId { get; init; } = "";

    /// <summary>The time of that run: its items were due by then.</summary>
    public DateTimeOffset DueUntil { get; init; }

    /// <summary>Where the next page begins; null at the beginning.</summary>
    public string? Position { get; init; }

    /// <summary>Whether the run has handled the whole range.</summary>
    public bool IsDone { get; init; } = true;

    /// <summary>The instance that works on the part; null if none does.</summary>
    public string? Owner { get; init; }

    /// <summary>When the owner loses the part, unless it stores progress before.</summary>
    public DateTimeOffset LeasedUntil { get; init; }

    /// <summary>
    /// Whether nothing of a run is left in this part. An instance that was invited also stops where a later run has
    /// been; one that begins a run does not, because the clock may have been set back.
    /// </summary>
    public bool HasEnded(RunShare share) =>
        IsDone && (RunId == share.RunId || (share.IsInvited && DueUntil >= share.Now));

    /// <summary>
    /// Gives the part to an instance: the rest of an unfinished run, or else the instance's own run from the beginning.
    /// </summary>
    /// <param name="clock">The time by which leases end.</param>
    /// <returns>Null if another instance works on it, or if nothing of the run is left.</returns>
    public JobPart? Claim(RunShare share, string owner, DateTimeOffset clock)
    {
        if (Owner is not null && Owner != owner && IsLeasedAt(clock))
            return null;
        if (HasEnded(share))
            return null;
        var begun = IsDone
            ? this with
            {
                RunId = share.RunId,
                DueUntil = share.Now,
                Position = null,
                IsDone = false,
            }
            : this;
        return begun with { Owner = owner, LeasedUntil = clock.Plus(LeaseTime) };
    }

    /// <summary>Moves on after a page has been handled.</summary>
    /// <param name="position">Where the next page begins; null after the last page.</param>
    public JobPart MoveTo(string? position, DateTimeOffset clock) =>
        position is null
            ? this with
            {
                Position = null,
                IsDone = true,
                Owner = null,
            }
            : this with
            {
                Position = position,
                LeasedUntil = clock.Plus(LeaseTime),
            };

    /// <summary>Lets another instance continue at once.</summary>
    public JobPart Release() => this with { Owner = null };

    /// <summary>A lease that ends later than any that begins now was made before the clock was set back.</summary>
    private bool IsLeasedAt(DateTimeOffset clock) => LeasedUntil > clock && LeasedUntil <= clock.Plus(LeaseTime);
}
