using System.Globalization;
using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>Compares the hours in which only notices that the law requires are sent.</summary>
internal static class QuietHoursComparison
{
    private const int MinutesPerDay = 24 * 60;

    /// <summary>
    /// Favourable if every minute that was quiet stays quiet. Compares minute by minute, because quiet hours can pass
    /// midnight.
    /// </summary>
    public static Effect Compare(JsonElement? from, JsonElement? to)
    {
        var (was, becomes) = (ReadHours(from!.Value), ReadHours(to!.Value));
        return EffectComparers.FavourableIf(
            Enumerable
                .Range(0, MinutesPerDay)
                .Select(minute => TimeOnly.MinValue.AddMinutes(minute))
                .All(time => becomes.Contains(time) || !was.Contains(time))
        );
    }

    private static QuietHours ReadHours(JsonElement it) => new(ReadTime(it, "from"), ReadTime(it, "to"));

    private static TimeOnly ReadTime(JsonElement it, string name) =>
        TimeOnly.ParseExact(it.GetProperty(name).GetString()!, "HH:mm", CultureInfo.InvariantCulture);
}
