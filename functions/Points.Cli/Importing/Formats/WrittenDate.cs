using System.Globalization;
using System.Text.RegularExpressions;
using Points.Cli.Files;

namespace Points.Cli.Importing.Formats;

/// <summary>
/// A date as a cell has it, before it is known which of its numbers is the day: three numbers, of which the first may
/// be certain to be the year, or the serial number by which Excel knows a day.
/// </summary>
/// <param name="IsYearFirst">Whether only one order is possible.</param>
/// <param name="Serial">Days since the last day of 1899, with the time as a fraction; null for a written date.</param>
internal sealed record WrittenDate(
    (int First, int Second, int Third) Numbers,
    bool IsYearFirst,
    TimeSpan Time,
    TimeSpan? Offset,
    decimal? Serial = null
)
{
    private const int LengthMax = 64,
        TwoDigitYearMax = 49;

    /// <summary>From 1970, before which nothing is imported, to the last day that Excel knows.</summary>
    private const decimal SerialMin = 25_569,
        SerialMax = 2_958_465;

    private static readonly string[] Months =
    [
        "JAN",
        "FEB",
        "MAR",
        "APR",
        "MAY",
        "JUN",
        "JUL",
        "AUG",
        "SEP",
        "OCT",
        "NOV",
        "DEC",
    ];

    /// <returns>Null if the text is no date that the app knows.</returns>
    public static WrittenDate? Parse(string text)
    {
        if (text.Length is 0 or > LengthMax)
            return null;
        var ascii = FullWidth.ToAscii(text).Trim();
        if (ReadSerial(ascii) is { } serial)
            return new((0, 0, 0), IsYearFirst: true, TimeSpan.Zero, Offset: null, serial);
        if (DatePatterns.Compact().Match(ascii) is { Success: true } compact)
            return Create(compact, (Number(compact, "a"), Number(compact, "b"), Number(compact, "c")), true);
        if (DatePatterns.Numeric().Match(ascii) is { Success: true } numeric)
            return FromNumbers(numeric);
        return DatePatterns.Named().Match(ascii) is { Success: true } named ? FromName(named) : null;
    }

    /// <summary>The local date and time if the numbers are in an order; null if they cannot be.</summary>
    public DateTime? Read(DateOrder order)
    {
        var (first, second, third) = Numbers;
        var (year, month, day) = (IsYearFirst ? DateOrder.YearMonthDay : order) switch
        {
            DateOrder.YearMonthDay => (first, second, third),
            DateOrder.DayMonthYear => (third, second, first),
            DateOrder.MonthDayYear => (third, first, second),
        };
        var full =
            year > 99 ? year
            : year <= TwoDigitYearMax ? 2000 + year
            : 1900 + year;
        return year < 1000 && year > 99 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(full, month)
            ? null
            : new DateTime(full, month, day).Add(Time);
    }

    private static decimal? ReadSerial(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)
        && serial is >= SerialMin and <= SerialMax
            ? serial
            : null;

    private static WrittenDate? FromNumbers(Match match)
    {
        var (first, third) = (match.Groups["a"], match.Groups["c"]);
        var isYearFirst = first.Length == 4 || match.Groups["year"].Success;
        // A year has two or four digits, and a date has one year.
        if (first.Length == 3 || third.Length == 3 || (isYearFirst && third.Length > 2))
            return null;
        return Create(match, (Number(match, "a"), Number(match, "b"), Number(match, "c")), isYearFirst);
    }

    private static WrittenDate? FromName(Match match)
    {
        var month = Array.FindIndex(
            Months,
            it => match.Groups["month"].Value.StartsWith(it, StringComparison.OrdinalIgnoreCase)
        );
        return month < 0 ? null : Create(match, (Number(match, "c"), month + 1, Number(match, "a")), isYearFirst: true);
    }

    private static WrittenDate? Create(Match match, (int, int, int) numbers, bool isYearFirst) =>
        DayTime.Read(match) is { } time ? new(numbers, isYearFirst, time, DayTime.ReadOffset(match)) : null;

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
}
