using Points.Functions.Spreadsheets;

namespace Points.Cli.Tables;

/// <summary>The text of a cell as people see it in a spreadsheet.</summary>
internal static class CellText
{
    /// <summary>Characters that nobody sees, which programs leave at the ends of cells.</summary>
    private static readonly char[] Invisible = ['\uFEFF', '\u200B', '\u200E', '\u200F', '\u2060'];

    /// <summary>
    /// Takes away what a spreadsheet does not show: white space at the ends, the apostrophe that marks a text, and
    /// <c>="…"</c> around digits, with which programs keep a spreadsheet from shortening a long number.
    /// </summary>
    public static string Of(string field)
    {
        var text = Trim(SpreadsheetText.Restore(Trim(field)));
        return text is ['=', '"', .. var inner, '"'] && inner.Length > 0 && inner.All(char.IsAsciiDigit) ? inner : text;
    }

    private static string Trim(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length > 0 && (Invisible.Contains(trimmed[0]) || Invisible.Contains(trimmed[^1]))
            ? Trim(trimmed.Trim(Invisible))
            : trimmed;
    }
}
