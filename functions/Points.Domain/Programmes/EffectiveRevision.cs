using System.Collections.Immutable;

namespace Points.Domain.Programmes;

/// <summary>A revision with the time span in which it is in force.</summary>
/// <param name="Until">The instant from which the next revision is in force; null if no next one is known.</param>
public sealed record EffectiveRevision(ProgrammeTerms Terms, DateTimeOffset? Until)
{
    public DateTimeOffset From => Terms.EffectiveFrom;

    public DateOnly FirstDay => Terms.BusinessDateOf(From);

    public DateOnly LastDay => Until is { } until ? Terms.BusinessDateOf(until.AddTicks(-1)) : DateOnly.MaxValue;

    /// <summary>
    /// A programme's revisions that were or will be in force, oldest first. A revision is left out if one with a higher
    /// number takes effect before it, or at the same time.
    /// </summary>
    public static ImmutableArray<EffectiveRevision> FromHistory(IEnumerable<ProgrammeTerms> revisions)
    {
        ProgrammeTerms[] byNumber = [.. revisions.OrderBy(it => it.Number)];
        return
        [
            .. byNumber
                .Select(
                    (it, index) =>
                        new EffectiveRevision(
                            it,
                            byNumber[(index + 1)..].Select(later => (DateTimeOffset?)later.EffectiveFrom).Min()
                        )
                )
                .Where(it => it.Until is null || it.Until > it.From),
        ];
    }
}
