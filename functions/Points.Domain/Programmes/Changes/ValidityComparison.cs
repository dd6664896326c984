using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>Compares how long points last.</summary>
internal static class ValidityComparison
{
    public static Effect Compare(JsonElement? from, JsonElement? to)
    {
        var (was, becomes) = (from!.Value, to!.Value);
        var (oldKind, newKind) = (was.GetProperty("kind").GetString(), becomes.GetProperty("kind").GetString());
        // Applying the same validity to points earned before can take away what even older terms gave them.
        if (ReadValidity(was) == ReadValidity(becomes))
            return AppliesToEarned(becomes) && !AppliesToEarned(was) && newKind != "lifetime"
                ? Effect.Adverse
                : Effect.Neutral;
        if (newKind == "lifetime")
            return Effect.Favourable;
        if (oldKind != newKind)
            return Effect.Adverse; // Whether months or a fixed date last longer depends on the day of earning.
        return newKind == "months"
            ? EffectComparers.FavourableIf(
                (ReadMonths(was), ReadMonthEnd(was)).CompareTo((ReadMonths(becomes), ReadMonthEnd(becomes))) < 0
                    && ReadMonthEnd(was).CompareTo(ReadMonthEnd(becomes)) <= 0
            )
            : EffectComparers.FavourableIf(
                string.CompareOrdinal(was.GetProperty("on").GetString(), becomes.GetProperty("on").GetString()) < 0
            );
    }

    private static (string? Kind, int? Months, bool MonthEnd, string? On) ReadValidity(JsonElement it) =>
        (
            it.GetProperty("kind").GetString(),
            it.TryGetProperty("months", out var months) ? months.GetInt32() : null,
            ReadMonthEnd(it),
            it.TryGetProperty("on", out var on) ? on.GetString() : null
        );

    private static bool AppliesToEarned(JsonElement it) =>
        it.TryGetProperty("appliesToEarned", out var applies) && applies.GetBoolean();

    private static int ReadMonths(JsonElement it) => it.GetProperty("months").GetInt32();

    private static bool ReadMonthEnd(JsonElement it) => it.TryGetProperty("monthEnd", out var end) && end.GetBoolean();
}
