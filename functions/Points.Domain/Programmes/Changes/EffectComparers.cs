using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>Ways in which a value can be better for members.</summary>
internal static class EffectComparers
{
    public static Effect Neutral(JsonElement? from, JsonElement? to) => Effect.Neutral;

    /// <summary>Good to have: new is better, gone is worse, changed in no way we know is worse.</summary>
    public static Effect PresenceIsBetter(JsonElement? from, JsonElement? to) =>
        from is null ? Effect.Favourable : Effect.Adverse;

    /// <summary>Better not to have.</summary>
    public static Effect AbsenceIsBetter(JsonElement? from, JsonElement? to) =>
        to is null ? Effect.Favourable : Effect.Adverse;

    public static Effect MoreIsBetter(JsonElement? from, JsonElement? to) =>
        FavourableIfGreater(ReadNumber(from) ?? 0, ReadNumber(to) ?? 0);

    public static Effect LessIsBetter(JsonElement? from, JsonElement? to) => MoreIsBetter(to, from);

    /// <summary>Where leaving it out is another thing altogether.</summary>
    public static Effect MoreIsBetterIfGiven(JsonElement? from, JsonElement? to) =>
        from is null || to is null ? Effect.Adverse : MoreIsBetter(from, to);

    public static Effect LessIsBetterIfGiven(JsonElement? from, JsonElement? to) =>
        from is null || to is null ? Effect.Adverse : LessIsBetter(from, to);

    public static Effect MoreOrAbsentIsBetter(JsonElement? from, JsonElement? to) =>
        FavourableIfGreater(ReadNumber(from) ?? decimal.MaxValue, ReadNumber(to) ?? decimal.MaxValue);

    public static Effect LessOrAbsentIsBetter(JsonElement? from, JsonElement? to) =>
        FavourableIfGreater(ReadNumber(to) ?? decimal.MinValue, ReadNumber(from) ?? decimal.MinValue);

    /// <summary>A date, instant or hour from which something is to be had; left out, it always is.</summary>
    public static Effect EarlierIsBetter(JsonElement? from, JsonElement? to) =>
        from is null ? Effect.Adverse
        : to is null ? Effect.Favourable
        : FavourableIfGreater(string.CompareOrdinal(to.Value.GetString(), from.Value.GetString()), 0);

    public static Effect LaterIsBetter(JsonElement? from, JsonElement? to) =>
        from is null ? Effect.Adverse
        : to is null ? Effect.Favourable
        : FavourableIfGreater(0, string.CompareOrdinal(to.Value.GetString(), from.Value.GetString()));

    /// <summary>A list of what will do; none for everything.</summary>
    public static Effect WiderOrAbsentIsBetter(JsonElement? from, JsonElement? to) =>
        to is null ? Effect.Favourable
        : from is not null && ReadWords(from).IsSubsetOf(ReadWords(to)) ? Effect.Favourable
        : Effect.Adverse;

    /// <summary>A list of what is given; none for nothing.</summary>
    public static Effect WiderIsBetter(JsonElement? from, JsonElement? to) =>
        ReadWords(from).IsSubsetOf(ReadWords(to)) ? Effect.Favourable : Effect.Adverse;

    /// <summary>Words from worst to best.</summary>
    public static Func<JsonElement?, JsonElement?, Effect> Ranked(params string[] worstFirst) =>
        (from, to) =>
            FavourableIfGreater(
                Array.IndexOf(worstFirst, from?.GetString()),
                Array.IndexOf(worstFirst, to?.GetString())
            );

    public static Effect FavourableIf(bool better) => better ? Effect.Favourable : Effect.Adverse;

    private static Effect FavourableIfGreater(decimal worse, decimal better) => FavourableIf(better > worse);

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
