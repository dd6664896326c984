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
        var (times, next) = (ReadTimes(from.Value), ReadTimes(to.Value));
        var (period, nextPeriod) = (RankPeriod(from.Value), RankPeriod(to.Value));
        // A longer period must have room for all that the shorter periods in it gave.
        return EffectComparers.FavourableIf(
            nextPeriod >= period
                ? next >= times
                : PeriodsIn(nextPeriod, period) is { } count && next >= (long)times * count
        );
    }

    /// <summary>How many periods of one kind a longer one has at most; null if there is no end to them.</summary>
    private static int? PeriodsIn(int longer, int shorter) =>
        (PeriodsLongestFirst[longer], PeriodsLongestFirst[shorter]) switch
        {
            ("year", "month") => 12,
            ("year", "day") => 366,
            ("month", "day") => 31,
            _ => null,
        };

    private static int ReadTimes(JsonElement it) =>
        (it.TryGetProperty("times", out var times) ? times : it.GetProperty("perMember")).GetInt32();

    private static int RankPeriod(JsonElement it) =>
        it.TryGetProperty("per", out var per) ? Array.IndexOf(PeriodsLongestFirst, per.GetString()) : 0;
}
