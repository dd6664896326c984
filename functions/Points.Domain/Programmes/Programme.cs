using System.Collections.Immutable;

namespace Points.Domain.Programmes;

/// <summary>
/// A programme's revisions with the instants at which they take effect. Decisions pick the revision by instant, not by
/// what was loaded last, so all instances switch at the same moment.
/// </summary>
public sealed record Programme(string ProgrammeId, ImmutableArray<ProgrammeTerms> Revisions)
{
    /// <summary>The number of the newest announcement; 0 before the first.</summary>
    public int LastAnnouncement { get; init; }

    /// <summary>
    /// Announced changes that were not withdrawn: members have been notified of them, or are being notified.
    /// </summary>
    public ImmutableArray<(int Announcement, int Revision)> AnnouncedChanges { get; init; } = [];

    /// <summary>The revisions that were ever announced or in force, in the order of their numbers.</summary>
    public ImmutableArray<PublicRevision> PublicRevisions { get; init; } = [];

    /// <summary>The terms in force at an instant; null before the first revision takes effect.</summary>
    public ProgrammeTerms? TermsAt(DateTimeOffset instant) =>
        Revisions.Where(revision => revision.EffectiveFrom <= instant).MaxBy(revision => revision.Number);

    /// <summary>The announced changes not yet in force. A member who enrols at that instant accepts them.</summary>
    public ImmutableArray<(int Announcement, int Revision)> PendingChanges(DateTimeOffset now) =>
        [.. AnnouncedChanges.Where(it => !(it.Revision <= TermsAt(now)?.Number))];
}
