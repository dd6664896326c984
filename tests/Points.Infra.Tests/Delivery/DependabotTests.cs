using System.Text.RegularExpressions;
using System.Xml.Linq;
using Points.Tests;
using YamlDotNet.RepresentationModel;

namespace Points.Infra.Tests.Delivery;

/// <summary>Every place where versions are written is kept up to date, and no entry is about something else.</summary>
public sealed class DependabotTests
{
    private static readonly ImmutableArray<YamlMappingNode> Updates =
    [
        .. Assert
            .IsType<YamlSequenceNode>(
                Assert.Single(Workflow.Read(".github/dependabot.yml").ValuesUnder("updates").ToArray())
            )
            .Cast<YamlMappingNode>(),
    ];

    [Theory]
    [InlineData("nuget", "Directory.Packages.props")]
    [InlineData("nuget", ".config/dotnet-tools.json")]
    [InlineData("dotnet-sdk", "global.json")]
    [InlineData("github-actions", ".github/workflows")]
    public void Versions_at_the_root_are_updated(string ecosystem, string file)
    {
        Assert.True(Path.Exists(RepositoryFolder.Of(file)));
        Assert.Equal("/", Assert.Single(FoldersOf(ecosystem)));
    }

    [Fact]
    public void Every_npm_manifest_is_updated()
    {
        var manifests = Directory
            .EnumerateFiles(RepositoryFolder.Root, "package-lock.json", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .Select(file => "/" + Path.GetRelativePath(RepositoryFolder.Root, Path.GetDirectoryName(file)!))
            .Select(folder => folder.Replace('\\', '/'));

        Assert.Equal(manifests.Order(StringComparer.Ordinal), FoldersOf("npm").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_pattern_of_a_group_matches_a_package()
    {
        var packages = XDocument
            .Load(RepositoryFolder.Of("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Select(package => package.Attribute("Include")!.Value)
            .Append("csharpier")
            .ToArray();

        Assert.All(
            Of("nuget").AllNodes.OfType<YamlMappingNode>().Where(map => map.Children.ContainsKey("patterns")),
            group =>
                Assert.All(
                    (YamlSequenceNode)group.Children["patterns"],
                    pattern => Assert.Contains(packages, package => Matches(package, $"{pattern}"))
                )
        );
    }

    [Fact]
    public void Updates_are_weekly_and_limited()
    {
        Assert.All(
            Updates,
            update =>
            {
                Assert.Equal("weekly", $"{update["schedule"]["interval"]}");
                Assert.InRange(int.Parse($"{update["open-pull-requests-limit"]}", null), 1, 5);
            }
        );
    }

    private static YamlMappingNode Of(string ecosystem) =>
        Updates.Single(update => $"{update["package-ecosystem"]}" == ecosystem);

    private static IEnumerable<string> FoldersOf(string ecosystem) =>
        Of(ecosystem).Children.TryGetValue("directories", out var several)
            ? ((YamlSequenceNode)several).Select(each => $"{each}")
            : [$"{Of(ecosystem)["directory"]}"];

    private static bool Matches(string package, string pattern) =>
        Regex.IsMatch(
            package,
            $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$",
            RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
}
