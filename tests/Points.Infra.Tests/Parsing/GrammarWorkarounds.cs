using System.Text.RegularExpressions;

namespace Points.Infra.Tests.Parsing;

/// <summary>
/// Changes texts so that the grammar can parse them. Spaces replace what is removed, so positions stay.
/// </summary>
internal static partial class GrammarWorkarounds
{
    public static string Apply(SourceText source)
    {
        var text = Parts().Replace(source.Text, part => part.Value[0] == '\'' ? part.Value : BlankOut(part.Value));
        // The grammar does not know parameter files, so their assignments become variables.
        return source.File.EndsWith(".bicepparam", StringComparison.Ordinal)
            ? Assignment().Replace(text, "var  ")
            : text;
    }

    private static string BlankOut(string comment) => string.Concat(comment.Select(sign => sign == '\n' ? '\n' : ' '));

    /// <summary>
    /// Strings and comments. A comment after a nullable type, <c>type?</c>, makes the grammar take the question mark
    /// for a condition.
    /// </summary>
    [GeneratedRegex(
        @"'''.*?'''|'(?:\\.|[^'\\\n])*'|(?<!\S)//[^\n]*|(?<!\S)/\*.*?\*/",
        RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Parts();

    [GeneratedRegex(@"^param(?=\s+\w+\s*=)", RegexOptions.Multiline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Assignment();
}
