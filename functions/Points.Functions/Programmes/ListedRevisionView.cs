using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>A revision in the list of a programme's revisions.</summary>
/// <param name="EffectiveOn">The day that it is announced for.</param>
/// <param name="EffectiveFrom">When it takes effect, once that is certain.</param>
internal sealed record ListedRevisionView(
    int Revision,
    [OneOf(typeof(RevisionStatus))] string Status,
    DateOnly? EffectiveOn,
    DateTimeOffset? EffectiveFrom
)
{
    public static ListedRevisionView From(RevisionProgress it, RevisionStatus status) =>
        new(it.Number, RevisionView.NameOf(status), it.EffectiveOn, it.EffectiveFrom);
}
