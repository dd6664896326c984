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

    /// <param name="now">
    /// When the revision is submitted, announced or takes effect. What nobody can get any more does not count;
    /// purchases may be posted late.
    /// </param>
    public static IReadOnlyList<DocumentChange> Compare(JsonElement from, JsonElement to, DateTimeOffset now)
    {
        var changes = DocumentDiff.FindChanges(from, to);
        if (
            !changes.Any(change => Topics.ShowsInSituations(change.Path))
            || Read(from) is not { } before
            || Read(to) is not { } after
        )
            return [.. changes.Select(ChangeSentences.AddExample)];

        var shown = changes.Where(change => Topics.ShowsInSituations(change.Path)).ToArray();
        var topics = new Topics(before, after, now);
        var overall = topics.Ask([.. shown.Select(change => change.Path)]);
        var ratings = shown
            .Select(change => new ChangeRating(
                change,
                after,
                (shown.Length is 1 or > SingleChangesMax ? null : AskAlone(from, to, change, before, now))
                    ?? topics
                        .FindTouched(change.Path)
                        .ToDictionary(it => it, it => overall[it], StringComparer.Ordinal),
                overall
            ))
            .ToArray();
        var rated = ratings.ToDictionary(it => it.Change, it => it.Rate());
        BlameWhatIsWorse(rated, ratings, overall);
        return [.. changes.Select(change => ChangeSentences.AddExample(rated.GetValueOrDefault(change, change)))];
    }

    /// <returns>Null if the document contradicts itself with that change alone.</returns>
    private static Dictionary<string, Finding>? AskAlone(
        JsonElement from,
        JsonElement to,
        DocumentChange change,
        ProgrammeTerms before,
        DateTimeOffset now
    ) =>
        DocumentEdit.Apply(from, to, change) is { } changed && Read(changed) is { } after
            ? new Topics(before, after, now).Ask([change.Path])
            : null;

    /// <summary>Several changes can be worse together although none is alone.</summary>
    private static void BlameWhatIsWorse(
        Dictionary<DocumentChange, DocumentChange> rated,
        IReadOnlyList<ChangeRating> ratings,
        Dictionary<string, Finding> overall
    )
    {
        foreach (var (topic, worse) in overall.Where(it => it.Value.IsWorse))
        {
            var touching = ratings.Where(it => it.Touches(topic)).Select(it => it.Change).ToArray();
            if (touching.Any(change => rated[change].Effect == Effect.Adverse))
                continue;
            foreach (var change in touching)
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
