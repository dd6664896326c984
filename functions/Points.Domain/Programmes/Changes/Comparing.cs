using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>Ways in which a value can be better for members.</summary>
internal static class Comparing
{
    public static Effect Neutral(JsonElement? from, JsonElement? to) => Effect.Neutral;

    /// <summary>Good to have: new is better, gone is worse, changed in no way we know is worse.</summary>
    public static Effect Gain(JsonElement? from, JsonElement? to) => from is null ? Effect.Favourable : Effect.Adverse;

    /// <summary>Better not to have.</summary>
    public static Effect Loss(JsonElement? from, JsonElement? to) => to is null ? Effect.Favourable : Effect.Adverse;

    public static Effect More(JsonElement? from, JsonElement? to) => Order(Number(from) ?? 0, Number(to) ?? 0);

    public static Effect Less(JsonElement? from, JsonElement? to) => More(to, from);

    /// <summary>Where leaving it out is another thing altogether.</summary>
    public static Effect MoreOfGiven(JsonElement? from, JsonElement? to) =>
        from is null || to is null ? Effect.Adverse : More(from, to);

    public static Effect LessOfGiven(JsonElement? from, JsonElement? to) =>
        from is null || to is null ? Effect.Adverse : Less(from, to);

    public static Effect MoreOrUnlimited(JsonElement? from, JsonElement? to) =>
        Order(Number(from) ?? decimal.MaxValue, Number(to) ?? decimal.MaxValue);

    public static Effect LessOrNone(JsonElement? from, JsonElement? to) =>
        Order(Number(to) ?? decimal.MinValue, Number(from) ?? decimal.MinValue);

    /// <summary>A date, instant or hour from which something is to be had; left out, it always is.</summary>
    public static Effect Sooner(JsonElement? from, JsonElement? to) =>
        from is null ? Effect.Adverse
        : to is null ? Effect.Favourable
        : Order(string.CompareOrdinal(to.Value.GetString(), from.Value.GetString()), 0);

    public static Effect Later(JsonElement? from, JsonElement? to) =>
        from is null ? Effect.Adverse
        : to is null ? Effect.Favourable
        : Order(0, string.CompareOrdinal(to.Value.GetString(), from.Value.GetString()));

    /// <summary>A list of what will do; none for everything.</summary>
    public static Effect Allowed(JsonElement? from, JsonElement? to) =>
        to is null ? Effect.Favourable
        : from is not null && Words(from).IsSubsetOf(Words(to)) ? Effect.Favourable
        : Effect.Adverse;

    /// <summary>A list of what is given; none for nothing.</summary>
    public static Effect Granted(JsonElement? from, JsonElement? to) =>
        Words(from).IsSubsetOf(Words(to)) ? Effect.Favourable : Effect.Adverse;

    /// <summary>Words from worst to best.</summary>
    public static Func<JsonElement?, JsonElement?, Effect> Ranked(params string[] worstFirst) =>
        (from, to) => Order(Array.IndexOf(worstFirst, from?.GetString()), Array.IndexOf(worstFirst, to?.GetString()));

    public static Effect Of(bool better) => better ? Effect.Favourable : Effect.Adverse;

    private static Effect Order(decimal worse, decimal better) => Of(better > worse);

    private static decimal? Number(JsonElement? value) =>
        value?.ValueKind switch
        {
            JsonValueKind.Number => value.Value.GetDecimal(),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => null,
        };

    private static HashSet<string> Words(JsonElement? list) =>
        (
            list is { ValueKind: JsonValueKind.Array } words
                ? words.EnumerateArray().Select(word => word.ToString())
                : []
        ).ToHashSet(StringComparer.Ordinal);
}
