using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>
/// Compares how long and how many pieces of a reward members may hold. The defaults depend on the reward's stock and
/// limit, so what counts is not what a document states but what follows from it.
/// </summary>
internal static class HoldComparison
{
    /// <summary>
    /// Replaces the changes of what is stated by those of what follows from it. If stock or limit change the defaults,
    /// that is listed only if it is adverse.
    /// </summary>
    public static IEnumerable<DocumentChange> WithEffectiveHolds(
        IReadOnlyCollection<DocumentChange> changes,
        JsonElement from,
        JsonElement to
    )
    {
        var before = ListRewards(from).ToLookup(NameOf, StringComparer.Ordinal);
        var stated = changes
            .Select(change => change.Path)
            .Where(path => PathPattern.WithoutIds(path) == "rewards[*].hold")
            .ToHashSet(StringComparer.Ordinal);
        return changes
            .Where(change => !stated.Contains(change.Path))
            .Concat(
                ListRewards(to)
                    .Where(reward => before.Contains(NameOf(reward)))
                    .Select(reward =>
                        (Name: NameOf(reward), From: HoldOf(before[NameOf(reward)].First()), To: HoldOf(reward))
                    )
                    .Where(it => it.From != it.To)
                    .Select(it => new DocumentChange(
                        $"rewards[{it.Name}].hold",
                        ToJson(it.From),
                        ToJson(it.To),
                        FindEffect(it.From, it.To)
                    ))
                    .Where(change => stated.Contains(change.Path) || change.Effect == Effect.Adverse)
            );
    }

    private static Effect FindEffect(HoldTerms from, HoldTerms to) =>
        EffectComparers.FavourableIf(
            !(to.HoursMax < (from.HoursMax ?? int.MaxValue)) && !(to.PiecesMax < (from.PiecesMax ?? int.MaxValue))
        );

    private static HoldTerms HoldOf(JsonElement reward)
    {
        var stated = Find(reward, "hold");
        return HoldTerms.Of(
            stated is { } hold ? new(ReadNumber(hold, "maxHours"), ReadNumber(hold, "maxPieces")) : null,
            Find(reward, "stock")?.GetInt64(),
            Find(reward, "limits") is { } limits ? ReadNumber(limits, "perMember") : null
        );
    }

    /// <returns>Null if there is no bound.</returns>
    private static JsonElement? ToJson(HoldTerms terms)
    {
        var bounds = new Dictionary<string, int>(StringComparer.Ordinal);
        if (terms.HoursMax is { } hours)
            bounds["maxHours"] = hours;
        if (terms.PiecesMax is { } pieces)
            bounds["maxPieces"] = pieces;
        var texts = bounds.Select(it => FormattableString.Invariant($"\"{it.Key}\":{it.Value}"));
        return bounds.Count == 0 ? null : JsonDocument.Parse($"{{{string.Join(',', texts)}}}").RootElement;
    }

    private static JsonElement[] ListRewards(JsonElement document) =>
        Find(document, "rewards") is { } rewards ? [.. rewards.EnumerateArray()] : [];

    private static string NameOf(JsonElement reward) => reward.GetProperty("rewardId").GetString()!;

    private static int? ReadNumber(JsonElement it, string name) => Find(it, name)?.GetInt32();

    private static JsonElement? Find(JsonElement it, string name) =>
        it.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;
}
