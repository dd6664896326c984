namespace Points.Domain.Programmes.Revisions;

/// <summary>The progress of a revision from draft to taking effect.</summary>
public sealed record RevisionProgress(int Number)
{
    /// <summary>
    /// The day the operator announced it for; null for a draft, and for the first revisions of a new host.
    /// </summary>
    public DateOnly? AnnouncedFor { get; init; }

    /// <summary>The day that replaced the announced one; null if it was not postponed.</summary>
    public DateOnly? PostponedTo { get; init; }

    /// <summary>The instant from which it is in force; null until that is certain.</summary>
    public DateTimeOffset? EffectiveFrom { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Changes whenever the revision is announced, postponed, withdrawn, or certain to take effect.</summary>
    public string Version =>
        new Digest()
            .Add(Number)
            .Add(AnnouncedFor)
            .Add(PostponedTo)
            .Add(EffectiveFrom?.UtcTicks ?? 0)
            .Add(WithdrawnAt?.UtcTicks ?? 0)
            .ToString();

    /// <summary>The day on which it is to take effect; null for a draft.</summary>
    public DateOnly? EffectiveOn => PostponedTo ?? AnnouncedFor;

    /// <summary>Whether it was ever announced or in force. Everyone can read such terms.</summary>
    public bool IsPublic => AnnouncedFor is not null || EffectiveFrom is not null;

    /// <summary>What everybody may know of it, if it <see cref="IsPublic"/>.</summary>
    public PublicRevision ToPublic() =>
        new(Number, EffectiveOn, EffectiveFrom, PostponedTo is not null, WithdrawnAt is not null);

    /// <summary>Whether it is announced, not withdrawn, and not in force yet.</summary>
    public bool IsPending(DateTimeOffset now) =>
        AnnouncedFor is not null && WithdrawnAt is null && !(EffectiveFrom <= now);

    /// <summary>
    /// Whether the revision is in force, or takes effect so soon that some instances would not learn in time that it
    /// was stopped.
    /// </summary>
    public bool IsTooLateToStop(DateTimeOffset now) => EffectiveFrom <= now.Plus(ProgrammeTerms.PropagationTime);

    /// <param name="terms">The terms of this revision.</param>
    /// <param name="active">The number of the revision in force; null before the first.</param>
    public RevisionStatus StatusAt(ProgrammeTerms terms, int? active, DateTimeOffset now) =>
        WithdrawnAt is not null ? RevisionStatus.Withdrawn
        : EffectiveFrom <= now ? (Number == active ? RevisionStatus.Active : RevisionStatus.Superseded)
        : EffectiveOn is null ? RevisionStatus.Draft
        : PostponedTo is not null || IsLate(terms, now) ? RevisionStatus.Postponed
        : RevisionStatus.Announced;

    /// <summary>
    /// Whether the day of the revision has begun, but it is not certain that all members have been notified.
    /// </summary>
    public bool IsLate(ProgrammeTerms terms, DateTimeOffset now) =>
        IsPending(now) && EffectiveFrom is null && EffectiveOn is { } day && terms.StartOfDay(day) <= now;
}
