using System.Text.RegularExpressions;

namespace Points.Infra.Tests.Parsing;

/// <summary>Texts as the grammar can read them. Nothing moves: what goes leaves spaces.</summary>
internal static partial class GrammarWorkarounds
{
    public static string Apply(SourceText source)
    {
        var text = Parts().Replace(source.Text, part => part.Value[0] == '\'' ? part.Value : BlankOut(part.Value));
        // The grammar knows no files of parameters; but each of theirs is a variable as far as it can see.
        return source.File.EndsWith(".bicepparam", StringComparison.Ordinal)
            ? Assignment().Replace(text, "var  ")
            : text;
    }

    private static string BlankOut(string comment) => string.Concat(comment.Select(sign => sign == '\n' ? '\n' : ' '));

    /// <summary>
    /// Strings, and comments: a comment behind a type that may be null, <c>type?</c>, makes the grammar take the question mark
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
