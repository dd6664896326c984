namespace Points.Domain.Enrolling;

/// <summary>What is done with the look-ups of all members.</summary>
public enum LookupIndexStage
{
    /// <summary>
    /// Look-ups are written under the newest key. Until this is over, those under the key before count.
    /// </summary>
    Indexing,

    /// <summary>Those under the key before are deleted.</summary>
    Dropping,

    /// <summary>All look-ups are under the newest key.</summary>
    Done,
}

/// <summary>How far a change of the key of look-ups has come.</summary>
/// <param name="KeyVersion">The newest version of the deployment's key.</param>
/// <param name="Since">When the stage began, in business time.</param>
/// <param name="Attempt">Goes up when a member could not be handled: then all are handled again.</param>
public sealed record LookupIndexState(int KeyVersion, LookupIndexStage Stage, DateTimeOffset Since, int Attempt)
{
    /// <summary>
    /// How long a stage waits before it begins, until every instance knows of it. Instances read the state again
    /// earlier.
    /// </summary>
    public static readonly TimeSpan KnownAfter = TimeSpan.FromMinutes(2);

    /// <summary>The state before any look-up was written: members may have enrolled without.</summary>
    public static LookupIndexState Begin(DateTimeOffset now) => new(1, LookupIndexStage.Indexing, now, 0);

    /// <summary>Identifies a walk through all members.</summary>
    public string RunId => FormattableString.Invariant($"lookups-{KeyVersion}-{Stage}-{Attempt}");

    /// <summary>The version whose look-ups are given up; null if there is none.</summary>
    public int? VersionBefore => KeyVersion > 1 && Stage != LookupIndexStage.Done ? KeyVersion - 1 : null;

    /// <summary>Whether look-ups under the key before count, and are written, beside those under the newest.</summary>
    public bool NeedsVersionBefore => VersionBefore is not null && Stage == LookupIndexStage.Indexing;

    public bool IsDueAt(DateTimeOffset now) => Stage != LookupIndexStage.Done && now - Since >= KnownAfter;

    public LookupIndexState Rotate(DateTimeOffset now) => new(KeyVersion + 1, LookupIndexStage.Indexing, now, 0);

    /// <summary>The state after all members were handled.</summary>
    public LookupIndexState Finish(DateTimeOffset now) =>
        Stage == LookupIndexStage.Indexing && KeyVersion > 1
            ? new(KeyVersion, LookupIndexStage.Dropping, now, 0)
            : new(KeyVersion, LookupIndexStage.Done, now, 0);
}
