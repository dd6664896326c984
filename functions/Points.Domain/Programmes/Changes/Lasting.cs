using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>Whether points last longer.</summary>
internal static class Lasting
{
    public static Effect Compare(JsonElement? from, JsonElement? to)
    {
        var (was, becomes) = (from!.Value, to!.Value);
        var (oldKind, newKind) = (was.GetProperty("kind").GetString(), becomes.GetProperty("kind").GetString());
        // That it is said of points earned before counts when it is said first, and takes from them what older terms had given.
        if (Validity(was) == Validity(becomes))
            return Applies(becomes) && !Applies(was) && newKind != "lifetime" ? Effect.Adverse : Effect.Neutral;
        if (newKind == "lifetime")
            return Effect.Favourable;
        if (oldKind != newKind)
            return Effect.Adverse; // Months and a date are longer or shorter as the day has it.
        return newKind == "months"
            ? Comparing.Of(
                (Months(was), MonthEnd(was)).CompareTo((Months(becomes), MonthEnd(becomes))) < 0
                    && MonthEnd(was).CompareTo(MonthEnd(becomes)) <= 0
            )
            : Comparing.Of(
                string.CompareOrdinal(was.GetProperty("on").GetString(), becomes.GetProperty("on").GetString()) < 0
            );
    }

    private static (string? Kind, int? Months, bool MonthEnd, string? On) Validity(JsonElement it) =>
        (
            it.GetProperty("kind").GetString(),
            it.TryGetProperty("months", out var months) ? months.GetInt32() : null,
            MonthEnd(it),
            it.TryGetProperty("on", out var on) ? on.GetString() : null
        );

    private static bool Applies(JsonElement it) =>
        it.TryGetProperty("appliesToEarned", out var applies) && applies.GetBoolean();

    private static int Months(JsonElement it) => it.GetProperty("months").GetInt32();

    private static bool MonthEnd(JsonElement it) => it.TryGetProperty("monthEnd", out var end) && end.GetBoolean();
}

/// <summary>Whether a limit leaves members more.</summary>
internal static class Limits
{
    private static readonly string[] Longest = ["ever", "year", "month", "day"];

    public static Effect Compare(JsonElement? from, JsonElement? to)
    {
        if (to is null)
            return Effect.Favourable;
        if (from is null)
            return Effect.Adverse;
        return Comparing.Of(Times(from.Value) <= Times(to.Value) && Per(from.Value) <= Per(to.Value));
    }

    private static int Times(JsonElement it) =>
        (it.TryGetProperty("times", out var times) ? times : it.GetProperty("perMember")).GetInt32();

    private static int Per(JsonElement it) =>
        it.TryGetProperty("per", out var per) ? Array.IndexOf(Longest, per.GetString()) : 0;
}
