using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>Compares how often members may do or get something.</summary>
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
