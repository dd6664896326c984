using System.Text;
using Points.Cli.Hosts;

namespace Points.Cli.Files;

/// <summary>
/// Reads a whole text once, before anything is taken from it: every byte must be text of the encoding, and all lines
/// must end alike. A line end of another kind, outside quotes, is usually a part of a note that was written without
/// quotes, and what follows it would be taken for a row.
/// </summary>
internal sealed class TextSurvey
{
    private static readonly string[] Names = ["CR LF", "LF", "CR"];

    private readonly long?[] _firstLines = new long?[Names.Length];
    private long _line = 1;
    private bool _isQuoted,
        _isAfterReturn;

    private TextSurvey() { }

    /// <param name="mayQuote">Whether a line end between double quotes is text.</param>
    /// <returns>The name of the line ends; null for a text of one line.</returns>
    /// <exception cref="CommandException">The text cannot be read.</exception>
    public static string? Read(InputFile file, FileEncoding encoding, bool mayQuote)
    {
        var survey = new TextSurvey();
        try
        {
            using var reader = encoding.Open(file);
            var buffer = new char[32 * 1024];
            for (int count; (count = reader.Read(buffer)) > 0; )
                survey.Add(buffer.AsSpan(0, count), mayQuote, file.Path);
        }
        catch (DecoderFallbackException fault)
        {
            throw new CommandException(
                $"{file.Path} is not {encoding.Name} after line {survey._line}: name its encoding with "
                    + $"{FileEncoding.Option}, such as {FileEncoding.Examples}.",
                fault
            );
        }
        survey.EndReturn();
        return survey.LineEnds(file.Path);
    }

    private void Add(ReadOnlySpan<char> text, bool mayQuote, string path)
    {
        foreach (var character in text)
        {
            if (character == '\n')
                EndLine(_isAfterReturn ? 0 : 1);
            else
                EndReturn();
            _isAfterReturn = character == '\r';
            if (character == '"' && mayQuote)
                _isQuoted = !_isQuoted;
            else if (character == '\0')
                throw new CommandException(
                    $"Line {_line} of {path} has a NUL character: it is not a text file, or "
                        + $"{FileEncoding.Option} is wrong."
                );
        }
    }

    private void EndReturn()
    {
        if (_isAfterReturn)
            EndLine(2);
        _isAfterReturn = false;
    }

    private void EndLine(int kind)
    {
        if (!_isQuoted)
            _firstLines[kind] ??= _line;
        _line++;
    }

    private string? LineEnds(string path)
    {
        var found = _firstLines.Index().Where(it => it.Item is not null).OrderBy(it => it.Item).ToArray();
        return found switch
        {
            [] => null,
            [var one] => Names[one.Index],
            [var one, var other, ..] => throw new CommandException(
                $"The lines of {path} do not end alike: line {one.Item} ends with {Names[one.Index]} and line "
                    + $"{other.Item} with {Names[other.Index]}. A line break within a field must be in double quotes."
            ),
        };
    }
}
