using System.Collections.Immutable;

namespace Points.Domain.Programmes;

/// <summary>
/// A programme's revisions with the instants they take effect. Whoever decides picks by the instant, not by what was
/// loaded last, so every instance changes over at the same moment.
/// </summary>
public sealed record Programme(string ProgrammeId, ImmutableArray<ProgrammeTerms> Revisions)
{
    /// <summary>The number of the newest announcement; 0 before the first.</summary>
    public int LastAnnouncement { get; init; }

    /// <summary>Changes that members were or are being told of, and that were not withdrawn.</summary>
    public ImmutableArray<(int Announcement, int Revision)> AnnouncedChanges { get; init; } = [];

    /// <summary>The terms in force; null before the first revision takes effect.</summary>
    public ProgrammeTerms? TermsAt(DateTimeOffset instant) =>
        Revisions.Where(revision => revision.EffectiveFrom <= instant).MaxBy(revision => revision.Number);

    /// <summary>The announced changes that are not in force at that instant: whoever enrols then accepts them.</summary>
    public ImmutableArray<(int Announcement, int Revision)> PendingChanges(DateTimeOffset now) =>
        [.. AnnouncedChanges.Where(it => !(it.Revision <= TermsAt(now)?.Number))];
}
