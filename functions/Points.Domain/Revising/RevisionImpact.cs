using System.Collections.Immutable;
using Points.Domain.Comparing;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Changes;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Revising;

/// <summary>What a revision changes for members, compared with the revisions it may follow.</summary>
/// <param name="Predecessor">The revision it most likely follows; null for a first revision.</param>
/// <param name="Changes">The differences from <paramref name="Predecessor"/>.</param>
/// <param name="IsAdverse">Whether it disadvantages members after any of the revisions it may follow.</param>
internal sealed record RevisionImpact(Revision? Predecessor, IReadOnlyList<DocumentChange> Changes, bool IsAdverse)
{
    /// <param name="effectiveFrom">When the revision is to take effect.</param>
    public static async Task<RevisionImpact> Assess(
        IProgrammes programmes,
        RevisionTimetable timetable,
        Revision revision,
        DateTimeOffset effectiveFrom,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // A change whose notices are not complete may take effect before this one, or not.
        var uncertain =
            effectiveFrom <= now
                ? []
                : timetable
                    .Revisions.Where(it => it.Number < revision.Number && it.IsPending(now) && it.EffectiveFrom is null)
                    .ToArray();
        var certain = timetable
            .Revisions.LastOrDefault(it => it.Number != revision.Number && it.EffectiveFrom <= effectiveFrom)
            ?.Number;
        Revision? predecessor = null;
        IReadOnlyList<DocumentChange> changesFromPredecessor = [];
        var isAdverse = false;
        foreach (var number in uncertain.Select(it => (int?)it.Number).Append(certain).OfType<int>().Distinct().Order())
        {
            var before =
                await programmes.FindRevision(timetable.ProgrammeId, number, ct)
                ?? throw new InvalidDataException($"{timetable.ProgrammeId} has no revision {number}");
            var changes = RevisionComparison.Compare(
                before.Document,
                revision.Document,
                effectiveFrom < now ? effectiveFrom : now
            );
            isAdverse |= changes.Any(change => change.Effect == Effect.Adverse);
            if (number == certain || before.ReadTerms().StartOfDay(before.Progress.EffectiveOn!.Value) <= effectiveFrom)
                (predecessor, changesFromPredecessor) = (before, changes);
        }
        return new(predecessor, changesFromPredecessor, isAdverse);
    }

    /// <summary>
    /// Why a second operator must approve it: it disadvantages members, or lets more points be issued or more be paid
    /// for them. What is neutral for members can still do that where it is about money.
    /// </summary>
    /// <returns>A clause; null if one operator may announce it.</returns>
    public string? FindApprovalReason() =>
        Predecessor is null ? "it is the first revision of a programme"
        : IsAdverse ? "the change disadvantages members"
        : Changes.FirstOrDefault(it => it.Effect != Effect.Neutral || IsAboutMoney(it.Path)) is { } change
            ? $"{change.Path} can give members more points, or more for them"
        : null;

    private static bool IsAboutMoney(string path) =>
        path.StartsWith("budget", StringComparison.Ordinal)
        || path.StartsWith("settlement", StringComparison.Ordinal)
        || path.StartsWith("issuer", StringComparison.Ordinal);

    /// <summary>Writes the notice to members, with the old and new sentences of the terms.</summary>
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
            BilingualName[] removed = [.. was.Except(becomes)],
                added = [.. becomes.Except(was)];
            for (var i = 0; i < Math.Max(removed.Length, added.Length); i++)
                pairs.Add((i < removed.Length ? removed[i] : null, i < added.Length ? added[i] : null));
        }
        return pairs.ToImmutable();
    }

    private static ImmutableArray<BilingualName> FindItems(Disclosure disclosure, string id) =>
        disclosure.Sections.FirstOrDefault(section => section.Id == id)?.Items ?? [];
}
