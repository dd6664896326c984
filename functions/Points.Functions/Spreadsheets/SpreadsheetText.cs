using System.Globalization;

namespace Points.Functions.Spreadsheets;

/// <summary>
/// Makes a text safe as a cell of a file that people open in a spreadsheet. A spreadsheet runs a cell as a formula if
/// it begins with a formula character, such as <c>=1+1</c>, even if a stranger chose the text as an order number.
/// </summary>
public static class SpreadsheetText
{
    /// <summary>Spreadsheets take a cell as text if it begins with this mark.</summary>
    private const char TextMark = '\'';

    /// <summary>
    /// Spreadsheets run a cell that begins with one of these. Chinese input methods produce the full-width forms, which
    /// some spreadsheets read as the others.
    /// </summary>
    private const string FormulaCharacters = "=+-@＝＋－＠";

    /// <summary>
    /// Puts an apostrophe before a text that a spreadsheet could run, and before a text that begins with one, so that
    /// <see cref="Restore"/> can tell them apart. A number stays a number.
    /// </summary>
    public static string Protect(string text) => NeedsMark(text) ? TextMark + text : text;

    /// <summary>Takes away the apostrophe that marks a cell as text.</summary>
    public static string Restore(string cell) => cell is [TextMark, ..] ? cell[1..] : cell;

    private static bool NeedsMark(string text)
    {
        if (text.Length == 0 || IsNumber(text))
            return false;
        if (text[0] is TextMark or '\t' or '\r' or '\n')
            return true;
        // Some spreadsheets ignore what is invisible before a formula.
        var first = text.AsSpan().IndexOfAnyExcept(Invisible);
        return first >= 0 && FormulaCharacters.Contains(text[first], StringComparison.Ordinal);
    }

    /// <summary>White space and control characters, the byte order mark and the zero-width characters.</summary>
    private static readonly System.Buffers.SearchValues<char> Invisible = System.Buffers.SearchValues.Create([
        .. Enumerable
            .Range(char.MinValue, char.MaxValue)
            .Select(code => (char)code)
            .Where(it =>
                char.IsWhiteSpace(it) || char.IsControl(it) || char.GetUnicodeCategory(it) == UnicodeCategory.Format
            ),
    ]);

    private static bool IsNumber(string text) =>
        text.Any(char.IsAsciiDigit)
        && char.IsAsciiDigit(text[^1])
        && text[0] is '-' or (>= '0' and <= '9')
        && decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out _
        );
}
