using Points.Domain;
using Points.Domain.Programmes;

namespace Points.Functions.Programmes;

/// <summary>A programme as everybody may know it.</summary>
/// <param name="Revision">The number of the terms in force.</param>
/// <param name="EffectiveFrom">Since when they are in force.</param>
/// <param name="Next">The revision that is announced to follow; missing if none is.</param>
internal sealed record ProgrammeView(
    string ProgrammeId,
    BilingualName Name,
    int Revision,
    DateTimeOffset EffectiveFrom,
    NextRevisionView? Next
)
{
    /// <returns>Null before the first revision takes effect.</returns>
    public static ProgrammeView? From(Programme programme, DateTimeOffset now) =>
        programme.TermsAt(now) is { } terms
            ? new(
                programme.ProgrammeId,
                terms.Name,
                terms.Number,
                terms.EffectiveFrom,
                programme.PublicRevisions.FirstOrDefault(it => it.Number > terms.Number && !it.IsWithdrawn) is { } next
                    ? new(next.Number, next.EffectiveOn, next.EffectiveFrom)
                    : null
            )
            : null;
}

/// <param name="EffectiveOn">The day that it is announced for.</param>
/// <param name="EffectiveFrom">When it takes effect, once that is certain.</param>
internal sealed record NextRevisionView(int Revision, DateOnly? EffectiveOn, DateTimeOffset? EffectiveFrom);
