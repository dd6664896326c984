using System.Text.RegularExpressions;

namespace Points.Cli.Importing.Formats;

/// <summary>The forms of written dates: a, b and c are their numbers, from left to right.</summary>
internal static partial class DatePatterns
{
    private const string Weekday = "(\\s*\\(?(星期|周|礼拜)[一二三四五六日天]\\)?)?",
        Chinese = "\\s*(?<year>年)\\s*(?<b>[0-9]{1,2})\\s*月\\s*(?<c>[0-9]{1,2})\\s*日?",
        Separated = "(?<sep>[-/.])(?<b>[0-9]{1,2})\\k<sep>(?<c>[0-9]{1,4})",
        DayThenMonth = "(?<a>[0-9]{1,2})[- ]+(?<month>[a-z]{3,9})\\.?[- ]+",
        MonthThenDay = "(?<month>[a-z]{3,9})\\.? +(?<a>[0-9]{1,2}),? +";

    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const int TimeoutMilliseconds = 1_000;

    /// <summary>Such as 20270301 and 20270301100506.</summary>
    [GeneratedRegex(
        "^(?<a>[0-9]{4})(?<b>[0-9]{2})(?<c>[0-9]{2})([T ]?(?<h>[0-9]{2})(?<m>[0-9]{2})(?<s>[0-9]{2})?)?$",
        Options,
        TimeoutMilliseconds
    )]
    public static partial Regex Compact();

    /// <summary>Such as 2027/3/1 and 2027年3月1日.</summary>
    [GeneratedRegex(
        "^(?<a>[0-9]{1,4})(" + Separated + "|" + Chinese + ")" + Weekday + DayTime.Pattern + "$",
        Options,
        TimeoutMilliseconds
    )]
    public static partial Regex Numeric();

    /// <summary>Such as 1-Mar-27 and March 1, 2027.</summary>
    [GeneratedRegex(
        "^(" + DayThenMonth + "|" + MonthThenDay + ")(?<c>[0-9]{4}|[0-9]{2})" + DayTime.Pattern + "$",
        Options,
        TimeoutMilliseconds
    )]
    public static partial Regex Named();
}
