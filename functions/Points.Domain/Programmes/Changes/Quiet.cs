using System.Globalization;
using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>Whether nights are as quiet as before.</summary>
internal static class Quiet
{
    private const int MinutesPerDay = 24 * 60;

    /// <summary>What was quiet must stay so; by the minute, as hours of the night pass midnight.</summary>
    public static Effect Compare(JsonElement? from, JsonElement? to)
    {
        var (was, becomes) = (HoursOf(from!.Value), HoursOf(to!.Value));
        return Comparing.Of(
            Enumerable
                .Range(0, MinutesPerDay)
                .Select(minute => TimeOnly.MinValue.AddMinutes(minute))
                .All(time => becomes.Has(time) || !was.Has(time))
        );
    }

    private static QuietHours HoursOf(JsonElement it) => new(TimeOf(it, "from"), TimeOf(it, "to"));

    private static TimeOnly TimeOf(JsonElement it, string name) =>
        TimeOnly.ParseExact(it.GetProperty(name).GetString()!, "HH:mm", CultureInfo.InvariantCulture);
}
