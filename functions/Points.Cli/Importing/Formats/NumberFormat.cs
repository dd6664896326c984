namespace Points.Cli.Importing.Formats;

/// <summary>Which character separates the whole part of an amount from its decimals.</summary>
internal enum NumberFormat
{
    /// <summary><c>1,234.50</c></summary>
    Point,

    /// <summary><c>1.234,50</c></summary>
    Comma,
}

internal static class NumberFormats
{
    public const string Option = "--number-format",
        Rule = "point for 1,234.50 or comma for 1.234,50";

    /// <returns>Null if the text is no format.</returns>
    public static NumberFormat? Parse(string text) =>
        text switch
        {
            "point" or "1,234.50" or "1234.50" => NumberFormat.Point,
            "comma" or "1.234,50" or "1234,50" => NumberFormat.Comma,
            _ => null,
        };

    public static string Word(this NumberFormat format) =>
        format switch
        {
            NumberFormat.Point => "point, as in 1,234.50",
            NumberFormat.Comma => "comma, as in 1.234,50",
        };
}
