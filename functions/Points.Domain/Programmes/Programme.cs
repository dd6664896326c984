using System.Collections.Immutable;

namespace Points.Domain.Programmes;

/// <summary>
/// A programme's revisions with the instants they take effect. Whoever decides picks by the instant, not by what was
/// loaded last, so every instance changes over at the same moment.
/// </summary>
public sealed record Programme(string ProgrammeId, ImmutableArray<ProgrammeRevision> Revisions)
{
    /// <summary>The terms in force; null before the first revision takes effect.</summary>
    public ProgrammeRevision? At(DateTimeOffset instant) =>
        Revisions.Where(revision => revision.EffectiveFrom <= instant).MaxBy(revision => revision.Number);

    public Programme Without(int number) => this with { Revisions = Revisions.RemoveAll(revision => revision.Number == number) };
}
