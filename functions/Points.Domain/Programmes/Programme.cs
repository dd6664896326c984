using System.Collections.Immutable;
using Points.Domain.Wallets;

namespace Points.Domain.Programmes;

/// <summary>
/// A programme's revisions with the instants they take effect. Whoever decides picks by the instant, not by what was
/// loaded last, so every instance changes over at the same moment.
/// </summary>
public sealed record Programme(string ProgrammeId, ImmutableArray<ProgrammeRevision> Revisions)
{
    /// <summary>The number of the newest announcement; 0 before the first.</summary>
    public int Announced { get; init; }

    /// <summary>Changes that members were or are being told of, and that were not withdrawn.</summary>
    public ImmutableArray<(int Announcement, int Revision)> Changes { get; init; } = [];

    /// <summary>The terms in force; null before the first revision takes effect.</summary>
    public ProgrammeRevision? At(DateTimeOffset instant) =>
        Revisions.Where(revision => revision.EffectiveFrom <= instant).MaxBy(revision => revision.Number);

    /// <summary>What who enrols accepts of terms that are to come: they need no notice any more (law L2).</summary>
    public ImmutableArray<Telling> AcceptedAt(DateTimeOffset now) =>
        [
            .. Changes
                .Where(it => !(it.Revision <= At(now)?.Number))
                .Select(it => new Telling(it.Announcement, it.Revision, now)),
        ];
}
