using System.Text.RegularExpressions;
using Points.Tests;

namespace Points.Domain.Tests.Conventions;

/// <summary>The glossary names types that are there: a renamed type fails here until its row follows.</summary>
public sealed partial class GlossaryTests
{
    [Fact]
    public void Every_type_in_the_glossary_is_declared_in_the_sources()
    {
        var declared = Directory
            .EnumerateFiles(RepositoryFolder.Of("functions"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .SelectMany(path => Declaration().Matches(File.ReadAllText(path)))
            .Select(match => match.Groups["name"].Value)
            .ToHashSet(StringComparer.Ordinal);
        var named = File.ReadLines(RepositoryFolder.Of("docs", "glossary.md"))
            .SelectMany(line => TypeColumn().Matches(line))
            .Select(match => match.Groups["type"].Value)
            .ToArray();

        Assert.True(named.Length >= 80, $"the glossary has only {named.Length} rows with a type");
        Assert.Subset(declared, named.ToHashSet(StringComparer.Ordinal));
    }

    [GeneratedRegex(
        @"\b(?:class|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Declaration();

    /// <summary>The last column of a row: <c>`Type`</c>, or <c>`Type.Member`</c>.</summary>
    [GeneratedRegex(
        @"\|\s*`(?<type>[A-Z]\w*)[\w.]*`\s*\|\s*$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex TypeColumn();
}
