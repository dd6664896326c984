using System.Collections.Immutable;

namespace Points.Domain.Programmes;

/// <summary>A revision for the time that it decides.</summary>
/// <param name="Until">The instant from which another does; null while none is known to.</param>
public sealed record EffectiveRevision(ProgrammeTerms Terms, DateTimeOffset? Until)
{
    public DateTimeOffset From => Terms.EffectiveFrom;

    public DateOnly FirstDay => Terms.BusinessDateOf(From);

    public DateOnly LastDay => Until is { } until ? Terms.BusinessDateOf(until.AddTicks(-1)) : DateOnly.MaxValue;

    /// <summary>A programme's history, oldest first. A revision that a later one overtook was never in force.</summary>
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
