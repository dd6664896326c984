using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>Decides which of two values is better for members. A value that is left out is null.</summary>
internal static class EffectComparers
{
    public static Effect Neutral(JsonElement? from, JsonElement? to) => Effect.Neutral;

    /// <summary>Something that earlier revisions could not state: stating it is no change, another value is.</summary>
    public static Effect NewIsNeutral(JsonElement? from, JsonElement? to) =>
        from is null ? Effect.Neutral : Effect.Adverse;

    /// <summary>Something that members count on, although its details do not matter to them.</summary>
    public static Effect PresenceIsNeutral(JsonElement? from, JsonElement? to) =>
        to is null ? Effect.Adverse : Effect.Neutral;

    /// <summary>The last day of a permit: after it no points are issued.</summary>
    public static Effect LaterDateIsNeutral(JsonElement? from, JsonElement? to) =>
        string.CompareOrdinal(to?.GetString(), from?.GetString()) < 0 ? Effect.Adverse : Effect.Neutral;

    /// <summary>A benefit: adding it is favourable, removing it is adverse, and so is any other change.</summary>
    public static Effect PresenceIsBetter(JsonElement? from, JsonElement? to) =>
        from is null ? Effect.Favourable : Effect.Adverse;

    /// <summary>A restriction: removing it is favourable, and any other change is adverse.</summary>
    public static Effect AbsenceIsBetter(JsonElement? from, JsonElement? to) =>
        to is null ? Effect.Favourable : Effect.Adverse;

    /// <summary>A number that counts as 0 if it is left out.</summary>
    public static Effect MoreIsBetter(JsonElement? from, JsonElement? to) =>
        FavourableIfGreater(ReadNumber(from) ?? 0, ReadNumber(to) ?? 0);

    /// <summary>What members have no right to, such as goodwill: more of it is favourable, less is neutral.</summary>
    public static Effect MoreIsFavourable(JsonElement? from, JsonElement? to) =>
        from is null || (to is not null && ReadNumber(to) > ReadNumber(from)) ? Effect.Favourable : Effect.Neutral;

    public static Effect LessIsBetter(JsonElement? from, JsonElement? to) => MoreIsBetter(to, from);

    /// <summary>A number whose absence means something else: adding or removing it is adverse.</summary>
    public static Effect MoreIsBetterIfGiven(JsonElement? from, JsonElement? to) =>
        from is null || to is null ? Effect.Adverse : MoreIsBetter(from, to);

    public static Effect LessIsBetterIfGiven(JsonElement? from, JsonElement? to) =>
        from is null || to is null ? Effect.Adverse : LessIsBetter(from, to);

    /// <summary>An upper limit: leaving it out means no limit.</summary>
    public static Effect MoreOrAbsentIsBetter(JsonElement? from, JsonElement? to) =>
        FavourableIfGreater(ReadNumber(from) ?? decimal.MaxValue, ReadNumber(to) ?? decimal.MaxValue);

    /// <summary>A lower limit: leaving it out means no limit.</summary>
    public static Effect LessOrAbsentIsBetter(JsonElement? from, JsonElement? to) =>
        FavourableIfGreater(ReadNumber(to) ?? decimal.MinValue, ReadNumber(from) ?? decimal.MinValue);

    /// <summary>A date, instant or time from which something is available; always available if left out.</summary>
    public static Effect EarlierIsBetter(JsonElement? from, JsonElement? to) =>
        from is null ? Effect.Adverse
        : to is null ? Effect.Favourable
        : FavourableIfGreater(Compare(to.Value, from.Value), 0);

    /// <summary>A date, instant or time until which something is available; always available if left out.</summary>
    public static Effect LaterIsBetter(JsonElement? from, JsonElement? to) =>
        from is null ? Effect.Adverse
        : to is null ? Effect.Favourable
        : FavourableIfGreater(0, Compare(to.Value, from.Value));

    /// <summary>A list of allowed values; everything is allowed if it is left out or empty.</summary>
    public static Effect WiderOrAbsentIsBetter(JsonElement? from, JsonElement? to) =>
        IsEmpty(to) ? Effect.Favourable
        : !IsEmpty(from) && ReadWords(from).IsSubsetOf(ReadWords(to)) ? Effect.Favourable
        : Effect.Adverse;

    /// <summary>A list of benefits; none if left out.</summary>
    public static Effect WiderIsBetter(JsonElement? from, JsonElement? to) =>
        ReadWords(from).IsSubsetOf(ReadWords(to)) ? Effect.Favourable : Effect.Adverse;

    /// <summary>A liking that a member must have shown: a smaller share of the same lines asks for less.</summary>
    public static Effect LowerShareOrAbsentIsBetter(JsonElement? from, JsonElement? to) =>
        to is null ? Effect.Favourable
        : from is { } was
        && was.GetProperty("category").GetString() == to.Value.GetProperty("category").GetString()
        && was.GetProperty("ofLastLines").GetInt32() == to.Value.GetProperty("ofLastLines").GetInt32()
            ? FavourableIfGreater(
                ReadNumber(to.Value.GetProperty("shareAtLeast"))!.Value,
                ReadNumber(was.GetProperty("shareAtLeast"))!.Value
            )
        : Effect.Adverse;

    /// <summary>One of several words, ranked from worst to best for members.</summary>
    public static Func<JsonElement?, JsonElement?, Effect> Ranked(params string[] worstFirst) =>
        (from, to) =>
            FavourableIfGreater(
                Array.IndexOf(worstFirst, from?.GetString()),
                Array.IndexOf(worstFirst, to?.GetString())
            );

    public static Effect FavourableIf(bool better) => better ? Effect.Favourable : Effect.Adverse;

    private static Effect FavourableIfGreater(decimal worse, decimal better) => FavourableIf(better > worse);

    /// <summary>Instants can have different offsets; dates and times are compared as text.</summary>
    private static int Compare(JsonElement left, JsonElement right) =>
        left.TryGetDateTimeOffset(out var instant)
        && right.TryGetDateTimeOffset(out var other)
        && left.GetString()!.Contains('T', StringComparison.Ordinal)
            ? instant.CompareTo(other)
            : string.CompareOrdinal(left.GetString(), right.GetString());

    private static bool IsEmpty(JsonElement? list) =>
        list is not { ValueKind: JsonValueKind.Array } words || words.GetArrayLength() == 0;

    private static decimal? ReadNumber(JsonElement? value) =>
        value?.ValueKind switch
        {
            JsonValueKind.Number => value.Value.GetDecimal(),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => null,
        };

    private static HashSet<string> ReadWords(JsonElement? list) =>
        (
            list is { ValueKind: JsonValueKind.Array } words
                ? words.EnumerateArray().Select(word => word.ToString())
                : []
        ).ToHashSet(StringComparer.Ordinal);
}
