using System.Globalization;

namespace Points.Cli.Importing.Formats;

/// <summary>How to read the dates of a file.</summary>
internal abstract record DateFormat
{
    public const string Option = "--date-format",
        Rule = "ymd, dmy, mdy, serial, serial-1904 or a pattern such as \"dd/MM/yyyy HH:mm\"";
    private const string Serial = "serial",
        Serial1904Word = "serial-1904";

    /// <summary>Excel counts days from two starts: that of files from old Macs is 1,462 days later.</summary>
    private const int DaysFrom1900To1904 = 1_462;

    private DateFormat() { }

    /// <summary>Written dates with their numbers in an order.</summary>
    public sealed record Ordered(DateOrder Order) : DateFormat;

    /// <summary>The numbers of days by which Excel keeps dates.</summary>
    public sealed record Serials(bool From1904) : DateFormat;

    /// <summary>Patterns of .NET, of which the first that fits counts.</summary>
    public sealed record Patterns(IReadOnlyList<string> Texts) : DateFormat;

    /// <returns>Null if the text is no format.</returns>
    public static DateFormat? Parse(string text) =>
        DateOrders.All.Cast<DateOrder?>().FirstOrDefault(it => it!.Value.Word() == text) is { } order
            ? new Ordered(order)
            : text switch
            {
                Serial => new Serials(From1904: false),
                Serial1904Word => new Serials(From1904: true),
                _ => IsPattern(text) ? new Patterns([text]) : null,
            };

    /// <summary>The name of the format on the command line.</summary>
    public string Word =>
        this switch
        {
            Ordered it => it.Order.Word(),
            Serials it => it.From1904 ? Serial1904Word : Serial,
            Patterns it => string.Join(" or ", it.Texts),
            _ => throw new InvalidOperationException($"{GetType()} is not a known format."),
        };

    /// <param name="zone">The time zone of dates without an offset.</param>
    /// <returns>Null if the text is no date of this format.</returns>
    public DateTimeOffset? Read(string text, TimeZoneInfo zone) =>
        this switch
        {
            Ordered it => ReadWritten(text, it.Order, zone),
            Serials it => WrittenDate.Parse(text)?.Serial is { } serial ? ReadSerial(serial, it.From1904, zone) : null,
            Patterns it => ReadPattern(text, it.Texts, zone),
            _ => throw new InvalidOperationException($"{GetType()} is not a known format."),
        };

    private static DateTimeOffset? ReadWritten(string text, DateOrder order, TimeZoneInfo zone)
    {
        if (WrittenDate.Parse(text) is not { Serial: null } written || written.Read(order) is not { } local)
            return null;
        if (written.Offset is not { } offset)
            return InZone(local, zone);
        return offset.Duration() <= TimeSpan.FromHours(14) && local.Year is > 1 and < 9999 ? new(local, offset) : null;
    }

    /// <summary>Rounds to the second, because a second is not a whole fraction of a day.</summary>
    private static DateTimeOffset ReadSerial(decimal serial, bool from1904, TimeZoneInfo zone)
    {
        var seconds = Math.Round(
            (serial + (from1904 ? DaysFrom1900To1904 : 0)) * (decimal)TimeSpan.SecondsPerDay,
            MidpointRounding.AwayFromZero
        );
        return InZone(new DateTime(1899, 12, 30).AddSeconds((double)seconds), zone);
    }

    private static DateTimeOffset? ReadPattern(string text, IReadOnlyList<string> patterns, TimeZoneInfo zone)
    {
        // An offset in the text rules; without one, the result has the kind of a local time.
        const DateTimeStyles styles = DateTimeStyles.AdjustToUniversal;
        var ascii = Files
            .FullWidth.ToAscii(text)
            .Replace("上午", "AM", StringComparison.Ordinal)
            .Replace("下午", "PM", StringComparison.Ordinal);
        foreach (var pattern in patterns)
            if (DateTime.TryParseExact(ascii, pattern, CultureInfo.InvariantCulture, styles, out var read))
                return read.Kind == DateTimeKind.Utc ? new DateTimeOffset(read, TimeSpan.Zero) : InZone(read, zone);
        return null;
    }

    private static DateTimeOffset InZone(DateTime local, TimeZoneInfo zone) => new(local, zone.GetUtcOffset(local));

    /// <summary>A pattern must hold a year, a month and a day.</summary>
    private static bool IsPattern(string text) =>
        text.Length is > 0 and <= 64
        && text.Contains("yy", StringComparison.Ordinal)
        && text.Contains('M', StringComparison.Ordinal)
        && text.Contains('d', StringComparison.Ordinal);
}
