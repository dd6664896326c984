using System.Globalization;
using System.Text.RegularExpressions;

namespace Points.Cli.Importing.Formats;

/// <summary>The time of day behind a date, such as <c>10:00</c>, <c>下午 3:05</c> or <c>3:05:00 PM +08:00</c>.</summary>
internal static class DayTime
{
    private const string Half = "(?<half>上午|下午|凌晨|早上|中午|晚上|[ap]\\.?m\\.?)",
        Start = "(T|\\s+|(?<=[^0-9])|(?=[上下凌早中晚ap]))",
        Clock = "(?<h>[0-9]{1,2})[:时点](?<m>[0-9]{1,2})([:分](?<s>[0-9]{1,2})([.,](?<f>[0-9]{1,7}))?)?[分秒]?",
        Zone = "(?<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})";

    /// <summary>The end of a pattern of dates.</summary>
    public const string Pattern = "(" + Start + "(" + Half + "\\s*)?" + Clock + "\\s*" + Half + "?\\s*" + Zone + "?)?";

    /// <returns>Null if the time does not exist.</returns>
    public static TimeSpan? Read(Match match)
    {
        if (!match.Groups["h"].Success)
            return TimeSpan.Zero;
        var (hour, minute, second) = (Number(match, "h"), Number(match, "m"), Number(match, "s"));
        var half = match.Groups["half"];
        if (half.Captures.Count > 1 || minute > 59 || second > 59 || HourOf(hour, half.Value) is not { } full)
            return null;
        var fraction = match.Groups["f"].Success
            ? decimal.Parse("0." + match.Groups["f"].Value, CultureInfo.InvariantCulture)
            : 0;
        return new TimeSpan(full, minute, second) + TimeSpan.FromTicks((long)(fraction * TimeSpan.TicksPerSecond));
    }

    /// <returns>The offset from UTC; null if the text names none.</returns>
    public static TimeSpan? ReadOffset(Match match)
    {
        var text = match.Groups["zone"].Value;
        if (text.Length == 0)
            return null;
        if (text[0] is not ('+' or '-'))
            return TimeSpan.Zero;
        var digits = text[1..].Replace(":", "", StringComparison.Ordinal);
        var (hours, minutes) = (
            int.Parse(digits[..2], CultureInfo.InvariantCulture),
            int.Parse(digits[2..], CultureInfo.InvariantCulture)
        );
        return (text[0] == '-' ? -1 : 1) * new TimeSpan(hours, minutes, 0);
    }

    /// <summary>A half of the day contradicts an hour of the other half.</summary>
    private static int? HourOf(int hour, string half)
    {
        if (hour > 23)
            return null;
        return half switch
        {
            "" => hour,
            "上午" or "凌晨" or "早上" => ToMorning(hour),
            "中午" => hour is >= 10 and <= 14 ? hour
            : hour is 1 or 2 ? hour + 12
            : null,
            "下午" or "晚上" => ToAfternoon(hour),
            _ => half[0] is 'a' or 'A' ? ToMorning(hour) : ToAfternoon(hour),
        };
    }

    private static int? ToMorning(int hour) => hour > 12 ? null : hour % 12;

    private static int? ToAfternoon(int hour) =>
        hour >= 12 ? hour
        : hour == 0 ? null
        : hour + 12;

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found
            ? int.Parse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;
}
