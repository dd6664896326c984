using Points.Domain;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;

namespace Points.Functions.Terms;

/// <summary>A revision's terms, and what everybody may know of the programme's other revisions.</summary>
/// <param name="Standing">Why the terms are not in force; null if they are.</param>
/// <param name="EffectiveOn">
/// The day from which they are, were or will be in force; null if that was always so, or is not known.
/// </param>
/// <param name="OtherRevisions">Newest first.</param>
public sealed record PublicTerms(
    ProgrammeTerms Terms,
    BilingualName? Standing,
    DateOnly? EffectiveOn,
    IReadOnlyList<ListedRevision> OtherRevisions
)
{
    public int Number => Terms.Number;

    public static PublicTerms Of(ProgrammeTerms terms, Programme programme, DateTimeOffset now)
    {
        var active = programme.TermsAt(now)?.Number;
        var listed = programme
            .PublicRevisions.Select(it => (it.Number, Day: FindDay(it, terms), Status: it.StatusAt(active, now)))
            .ToArray();
        var own = listed.First(it => it.Number == terms.Number);
        return new(
            terms,
            RevisionStatusText.Describe(own.Status, own.Day),
            own.Day,
            [
                .. listed
                    .Where(it => it.Number != terms.Number)
                    .OrderByDescending(it => it.Number)
                    .Select(it => new ListedRevision(
                        it.Number,
                        RevisionStatusText.Describe(it.Status, it.Day) ?? RevisionStatusText.InForce(it.Day),
                        it.Day
                    )),
            ]
        );
    }

    /// <summary>The day it took or takes effect. Samples are in force since ever, which is no day to show.</summary>
    private static DateOnly? FindDay(PublicRevision revision, ProgrammeTerms terms) =>
        revision.EffectiveFrom is not { } from ? revision.EffectiveOn
        : from <= DateTimeOffset.UnixEpoch ? null
        : terms.BusinessDateOf(from);
}

/// <summary>Another revision of a programme, to be chosen.</summary>
/// <param name="Standing">Whether it is in force, and if not why.</param>
public sealed record ListedRevision(int Number, BilingualName Standing, DateOnly? EffectiveOn);
