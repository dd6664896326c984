namespace Points.Domain.Programmes.Revisions;

/// <summary>How far a revision has come on its way into force.</summary>
public sealed record RevisionProgress(int Number)
{
    /// <summary>The day its operator announced it for; null for a draft, and for what a new host brought with it.</summary>
    public DateOnly? AnnouncedFor { get; init; }

    /// <summary>The day that came instead of the announced one; null where that stands.</summary>
    public DateOnly? PostponedTo { get; init; }

    /// <summary>The instant from which it counts; null while that is not certain.</summary>
    public DateTimeOffset? EffectiveFrom { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>The day it is to count from.</summary>
    public DateOnly? EffectiveOn => PostponedTo ?? AnnouncedFor;

    /// <summary>Whether it was ever announced, or in force: such terms stay readable for everyone.</summary>
    public bool IsPublic => AnnouncedFor is not null || EffectiveFrom is not null;

    /// <summary>Announced, not withdrawn, and not in force yet.</summary>
    public bool IsPending(DateTimeOffset now) =>
        AnnouncedFor is not null && WithdrawnAt is null && !(EffectiveFrom <= now);

    /// <summary>Whether it is too late to stop it everywhere at once.</summary>
    public bool IsTooLateToStop(DateTimeOffset now) => EffectiveFrom <= now + ProgrammeTerms.PropagationTime;

    /// <param name="terms">What it says.</param>
    /// <param name="active">The number of the programme's revision that is in force; null before the first.</param>
    public RevisionStatus StatusAt(ProgrammeTerms terms, int? active, DateTimeOffset now) =>
        WithdrawnAt is not null ? RevisionStatus.Withdrawn
        : EffectiveFrom <= now ? (Number == active ? RevisionStatus.Active : RevisionStatus.Superseded)
        : EffectiveOn is null ? RevisionStatus.Draft
        : PostponedTo is not null || IsLate(terms, now) ? RevisionStatus.Postponed
        : RevisionStatus.Announced;

    /// <summary>Whether its day has come, and nobody can say yet that everyone had notice.</summary>
    public bool IsLate(ProgrammeTerms terms, DateTimeOffset now) =>
        IsPending(now) && EffectiveFrom is null && EffectiveOn is { } day && terms.StartOfDay(day) <= now;
}
