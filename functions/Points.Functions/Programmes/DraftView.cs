using Points.Domain.Programmes;
using Points.Domain.Revising;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>A revision that was submitted or announced.</summary>
/// <param name="EffectiveOn">The day it was announced for, or was postponed to.</param>
/// <param name="EffectiveFrom">The instant from which it is in force; absent until that is certain.</param>
internal sealed record DraftView(
    int Revision,
    [OneOf(typeof(RevisionStatus))] string Status,
    DateOnly? EffectiveOn,
    DateTimeOffset? EffectiveFrom,
    IReadOnlyList<ChangeView> Changes,
    bool NeedsNotice
)
{
    public static DraftView From(RevisionOutcome.Accepted it) =>
        new(
            it.Revision.Number,
            RevisionView.NameOf(it.Status),
            it.Revision.Progress.EffectiveOn,
            it.Revision.Progress.EffectiveFrom,
            ChangeView.FromChanges(it.Changes),
            it.NeedsNotice
        );
}
