using Points.Cli.Files;

namespace Points.Cli.Tables;

/// <summary>How to read a file as a table.</summary>
/// <param name="HasSeparatorLine">Whether a first line such as <c>sep=;</c>, which Excel understands, is no
/// row.</param>
/// <param name="Quotes">Whether double quotes enclose fields.</param>
internal sealed record TableForm(FileEncoding Encoding, char Separator, bool HasSeparatorLine, Quotes Quotes)
{
    /// <summary>How a message names the separator.</summary>
    public string SeparatorName => NameOf(Separator);

    public static string NameOf(char separator) =>
        separator switch
        {
            '\t' => "tab",
            ',' => "comma",
            ';' => "semicolon",
            '|' => "pipe",
            _ => separator.ToString(),
        };
}

/// <summary>What a double quote means in a file.</summary>
internal enum Quotes
{
    /// <summary>It encloses a field (RFC 4180).</summary>
    Enclose,

    /// <summary>It is a character like any other.</summary>
    Literal,
}
