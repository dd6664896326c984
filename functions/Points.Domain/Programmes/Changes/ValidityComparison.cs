using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>Whether points last longer.</summary>
internal static class ValidityComparison
{
    public static Effect Compare(JsonElement? from, JsonElement? to)
    {
        var (was, becomes) = (from!.Value, to!.Value);
        var (oldKind, newKind) = (was.GetProperty("kind").GetString(), becomes.GetProperty("kind").GetString());
        // That it is said of points earned before counts when it is said first, and takes from them what older terms had given.
        if (ReadValidity(was) == ReadValidity(becomes))
            return AppliesToEarned(becomes) && !AppliesToEarned(was) && newKind != "lifetime"
                ? Effect.Adverse
                : Effect.Neutral;
        if (newKind == "lifetime")
            return Effect.Favourable;
        if (oldKind != newKind)
            return Effect.Adverse; // Months and a date are longer or shorter as the day has it.
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

/// <summary>Whether a limit leaves members more.</summary>
internal static class LimitsComparison
{
    private static readonly string[] PeriodsLongestFirst = ["ever", "year", "month", "day"];

    public static Effect Compare(JsonElement? from, JsonElement? to)
    {
        if (to is null)
            return Effect.Favourable;
        if (from is null)
            return Effect.Adverse;
        return EffectComparers.FavourableIf(
            ReadTimes(from.Value) <= ReadTimes(to.Value) && RankPeriod(from.Value) <= RankPeriod(to.Value)
        );
    }

    private static int ReadTimes(JsonElement it) =>
        (it.TryGetProperty("times", out var times) ? times : it.GetProperty("perMember")).GetInt32();

    private static int RankPeriod(JsonElement it) =>
        it.TryGetProperty("per", out var per) ? Array.IndexOf(PeriodsLongestFirst, per.GetString()) : 0;
}
