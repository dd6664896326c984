using System.Text.Json;
using Points.Domain.Programmes.Rules;

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
            HasRoom((ReadTimes(to.Value), RankPeriod(to.Value)), (ReadTimes(from.Value), RankPeriod(from.Value)))
        );
    }

    /// <summary>Whether a limit allows all that an earlier one did.</summary>
    public static bool HasRoom(RewardLimit next, RewardLimit earlier) =>
        HasRoom((next.PerMember, RankPeriod(next.Per)), (earlier.PerMember, RankPeriod(earlier.Per)));

    /// <summary>A longer period must have room for all that the shorter periods in it gave.</summary>
    private static bool HasRoom((int Times, int Period) next, (int Times, int Period) earlier) =>
        next.Period >= earlier.Period
            ? next.Times >= earlier.Times
            : PeriodsIn(next.Period, earlier.Period) is { } count && next.Times >= (long)earlier.Times * count;

    private static int RankPeriod(LimitPeriod period) =>
        period switch
        {
            LimitPeriod.Day => Array.IndexOf(PeriodsLongestFirst, "day"),
            LimitPeriod.Month => Array.IndexOf(PeriodsLongestFirst, "month"),
            LimitPeriod.Year => Array.IndexOf(PeriodsLongestFirst, "year"),
            LimitPeriod.Order or LimitPeriod.Line or LimitPeriod.Campaign or LimitPeriod.Ever => 0,
        };

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
