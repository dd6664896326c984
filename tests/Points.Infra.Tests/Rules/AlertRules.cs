using System.Text.RegularExpressions;
using Points.Infra.Tests.Code;
using Points.Infra.Tests.Parsing;
using Points.Infra.Tests.Templates;

namespace Points.Infra.Tests.Rules;

/// <summary>An alert that asks for what nobody measures would be silent for ever.</summary>
internal static partial class AlertRules
{
    public static ImmutableArray<Rule> All => [
        new("Alerts_ask_for_what_the_code_measures", folder => [.. Asked(folder, Measures(), Names.Measured, "measures"), .. Asked(folder, Jobs(), Triggers.Jobs, "has a job of that name")]),
    ];

    private static IEnumerable<Finding> Asked(TemplateFolder folder, Regex pattern, ImmutableSortedSet<string> known, string does) =>
        from text in folder.Nodes().Where(node => node.Kind == "string_content")
        from match in pattern.Matches(text.Text)
        let name = match.Groups["name"].Value
        where !known.Contains(name)
        select new Finding($"infra/{text.Source.File}", LineOf(text, match), $"'{name}' is asked for, and nothing in the code {does}");

    private static int LineOf(Node text, Match match) => text.Line + text.Text[..match.Index].Count(sign => sign == '\n');

    [GeneratedRegex("'(?<name>points\\.[a-z.]+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Measures();

    [GeneratedRegex("'points\\.job'\\]\\) == '(?<name>\\w+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Jobs();
}
