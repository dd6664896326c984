using System.Text;
using System.Text.Json;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Changes;
using Points.Domain.Programmes.Documents;

namespace Points.Domain.Comparing;

/// <summary>
/// Finds what a revision changes, and what each change means for members (law L2). Where the engine can be asked, both
/// revisions are asked what members get in every situation that can matter; a change that is worse for anybody in any
/// of them is adverse. The rest is in the table of effects (decision 36).
/// </summary>
public static class RevisionComparison
{
    /// <summary>The most changes that are looked at alone, so that a comparison takes two seconds at most.</summary>
    private const int SingleChangesMax = 12;

    public static IReadOnlyList<DocumentChange> Compare(JsonElement from, JsonElement to)
    {
        var changes = DocumentDiff.FindChanges(from, to);
        if (
            !changes.Any(change => Topics.ShowsInSituations(change.Path))
            || Read(from) is not { } before
            || Read(to) is not { } after
        )
            return [.. changes.Select(ChangeSentences.AddExample)];

        var shown = changes.Where(change => Topics.ShowsInSituations(change.Path)).ToArray();
        var overall = Topics.Compare(before, after, [.. shown.Select(change => change.Path)]);
        var alone = shown.ToDictionary(
            change => change,
            change =>
                shown.Length == 1 || shown.Length > SingleChangesMax
                    ? overall
                    : CompareAlone(from, to, change, before) ?? overall
        );
        var rated = shown.ToDictionary(change => change, change => Rate(change, alone[change], overall));
        BlameWhatIsWorse(rated, alone, overall);
        return [.. changes.Select(change => ChangeSentences.AddExample(rated.GetValueOrDefault(change, change)))];
    }

    /// <returns>Null if the document contradicts itself with that change alone.</returns>
    private static IReadOnlyList<Finding>? CompareAlone(
        JsonElement from,
        JsonElement to,
        DocumentChange change,
        ProgrammeTerms before
    ) =>
        DocumentEdit.Apply(from, to, change) is { } changed && Read(changed) is { } after
            ? Topics.Compare(before, after, [change.Path])
            : null;

    /// <summary>What a change makes worse alone counts only if it is worse in the end, too.</summary>
    private static DocumentChange Rate(
        DocumentChange change,
        IReadOnlyList<Finding> alone,
        IReadOnlyList<Finding> overall
    )
    {
        var worseInTheEnd = overall.Where(it => it.IsWorse).Select(it => it.Topic).ToHashSet(StringComparer.Ordinal);
        if (alone.FirstOrDefault(it => it.IsWorse && worseInTheEnd.Contains(it.Topic)) is { } worse)
            return change with { Effect = Effect.Adverse, Example = worse.Example };
        if (alone.Any(it => it.IsBetter))
            return change with { Effect = Effect.Favourable };
        // Nothing shows that it is worse, or it is made up for: what the table knows of it counts, else it is neutral.
        return alone.Any(it => it.IsWorse) ? change with { Effect = Effect.Neutral } : change;
    }

    /// <summary>Several changes can be worse together although none is alone.</summary>
    private static void BlameWhatIsWorse(
        Dictionary<DocumentChange, DocumentChange> rated,
        Dictionary<DocumentChange, IReadOnlyList<Finding>> alone,
        IReadOnlyList<Finding> overall
    )
    {
        foreach (var worse in overall.Where(it => it.IsWorse))
        {
            if (rated.Any(it => it.Value.Effect == Effect.Adverse && alone[it.Key].Any(f => f.Topic == worse.Topic)))
                continue;
            foreach (var change in rated.Keys.Where(it => alone[it].Any(f => f.Topic == worse.Topic)).ToArray())
                rated[change] = change with { Effect = Effect.Adverse, Example = worse.Example };
        }
    }

    private static ProgrammeTerms? Read(JsonElement document) =>
        ProgrammeDocumentReader
            .Read(Encoding.UTF8.GetBytes(document.GetRawText()), 1, DateTimeOffset.UnixEpoch)
            .TryGetValue(out var terms)
            ? terms
            : null;
}
