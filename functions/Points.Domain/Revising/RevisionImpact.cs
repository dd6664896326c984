using System.Collections.Immutable;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Changes;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Revising;

/// <summary>What a revision does to members, by whatever may be in force before it.</summary>
/// <param name="Predecessor">What most likely is; null for a first revision.</param>
/// <param name="Changes">Against that.</param>
/// <param name="IsAdverse">Whether somebody is worse off, whichever it follows.</param>
internal sealed record RevisionImpact(Revision? Predecessor, IReadOnlyList<DocumentChange> Changes, bool IsAdverse)
{
    /// <param name="effectiveFrom">When the revision is to come into force.</param>
    public static async Task<RevisionImpact> Assess(
        IProgrammes programmes,
        RevisionTimetable timetable,
        Revision revision,
        DateTimeOffset effectiveFrom,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // Of a change that waits for its notices nobody knows whether it comes into force before this one.
        var uncertain =
            effectiveFrom <= now
                ? []
                : timetable
                    .Revisions.Where(it => it.Number < revision.Number && it.IsPending(now) && it.EffectiveFrom is null)
                    .ToArray();
        var certain = timetable
            .Revisions.LastOrDefault(it => it.Number != revision.Number && it.EffectiveFrom <= effectiveFrom)
            ?.Number;
        var (likely, hurts) = (((Revision?, IReadOnlyList<DocumentChange>))(null, []), false);
        foreach (var number in uncertain.Select(it => (int?)it.Number).Append(certain).OfType<int>().Distinct().Order())
        {
            var before =
                await programmes.FindRevision(timetable.ProgrammeId, number, ct)
                ?? throw new InvalidDataException($"{timetable.ProgrammeId} has no revision {number}");
            var changes = DocumentDiff.FindChanges(before.Document, revision.Document);
            hurts |= changes.Any(change => change.Effect == Effect.Adverse);
            if (number == certain || before.ReadTerms().StartOfDay(before.Progress.EffectiveOn!.Value) <= effectiveFrom)
                likely = (before, changes);
        }
        return new(likely.Item1, likely.Item2, hurts);
    }

    /// <summary>What members are told of it: the sentences of the terms that go and that come.</summary>
    public (BilingualName Title, BilingualName Text) BuildNoticeText(ProgrammeTerms terms, DateOnly effectiveOn) =>
        NoticeTexts.Change(
            terms,
            terms.Number,
            effectiveOn,
            Predecessor is null
                ? []
                : FindChangedSentences(Disclosure.Create(Predecessor.ReadTerms()), Disclosure.Create(terms)),
            Changes.Any(change => change.Path.StartsWith("validity", StringComparison.Ordinal))
                ? terms.AppliesToEarned
                : null
        );

    private static ImmutableArray<(BilingualName? Before, BilingualName? After)> FindChangedSentences(
        Disclosure before,
        Disclosure after
    )
    {
        var pairs = ImmutableArray.CreateBuilder<(BilingualName?, BilingualName?)>();
        foreach (
            var id in before
                .Sections.Concat(after.Sections)
                .Select(section => section.Id)
                .Distinct(StringComparer.Ordinal)
        )
        {
            var (was, becomes) = (FindItems(before, id), FindItems(after, id));
            BilingualName[] goes = [.. was.Except(becomes)],
                comes = [.. becomes.Except(was)];
            for (var i = 0; i < Math.Max(goes.Length, comes.Length); i++)
                pairs.Add((i < goes.Length ? goes[i] : null, i < comes.Length ? comes[i] : null));
        }
        return pairs.ToImmutable();
    }

    private static ImmutableArray<BilingualName> FindItems(Disclosure disclosure, string id) =>
        disclosure.Sections.FirstOrDefault(section => section.Id == id)?.Items ?? [];
}
