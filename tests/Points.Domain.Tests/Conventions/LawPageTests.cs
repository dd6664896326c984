using System.Text.RegularExpressions;
using Points.Tests;

namespace Points.Domain.Tests.Conventions;

/// <summary>
/// The page on the law names code and tests that are there: a renamed file fails here until the page follows.
/// </summary>
public sealed partial class LawPageTests
{
    private static readonly string Page = File.ReadAllText(RepositoryFolder.Of("docs", "law.md"));

    [Fact]
    public void Every_path_on_the_page_exists()
    {
        string[] paths = [.. Paths().Matches(Page).Select(match => match.Groups["path"].Value).Distinct()];

        Assert.True(paths.Length >= 30, $"the page names only {paths.Length} paths");
        Assert.Equal([], paths.Where(path => !IsThere(RepositoryFolder.Of("functions", path))));
    }

    [Fact]
    public void Every_test_on_the_page_exists()
    {
        var tests = Directory
            .EnumerateFiles(RepositoryFolder.Of("tests"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .ToHashSet(StringComparer.Ordinal);
        string[] named = [.. Tests().Matches(Page).Select(match => match.Groups["test"].Value).Distinct()];

        Assert.True(named.Length >= 40, $"the page names only {named.Length} tests");
        Assert.Equal([], named.Except(tests));
    }

    [Fact]
    public void Every_law_has_a_section_and_a_row() =>
        Assert.All(
            Enumerable.Range(1, 14),
            law =>
            {
                Assert.Contains($"\n## L{law}: ", Page, StringComparison.Ordinal);
                Assert.Contains($"\n| [L{law}](#l{law}-", Page, StringComparison.Ordinal);
            }
        );

    private static bool IsThere(string path) => File.Exists(path) || Directory.Exists(path);

    [GeneratedRegex(
        "`(?<path>Points\\.[A-Za-z]+/[^`]+)`",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Paths();

    [GeneratedRegex(
        "`(?<test>[A-Za-z]+(Tests|Properties))`",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Tests();
}
