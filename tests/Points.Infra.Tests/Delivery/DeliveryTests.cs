using System.Reflection;
using System.Text.RegularExpressions;
using Points.Tests;
using YamlDotNet.RepresentationModel;

namespace Points.Infra.Tests.Delivery;

/// <summary>What builds the app and brings it to Azure names things that are there.</summary>
public sealed partial class DeliveryTests
{
    private const string Azd = "azure.yaml";
    private const string Deploy = ".github/workflows/deploy.yml";

    public static TheoryData<string> Files =>
        [
            Azd,
            .. Directory
                .EnumerateFiles(RepositoryFolder.Of(".github", "workflows"))
                .Select(file => Path.GetRelativePath(RepositoryFolder.Root, file).Replace('\\', '/')),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_path_that_is_named_is_there(string file)
    {
        Assert.Empty(Workflow.Read(file).MissingPaths());
    }

    [Fact]
    public void A_path_that_is_not_there_is_found()
    {
        Assert.Equal(
            ["infra/attic.bicep", "infra/*.attic"],
            Workflow
                .Parse(
                    "run: az infra/attic.bicep infra/main.bicep docs/deploy.md.\nenv: infra/${{ inputs.to }}.attic\n"
                )
                .MissingPaths()
        );
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Actions_of_others_are_named_by_commit(string file)
    {
        var used = Workflow
            .Read(file)
            .ValuesUnder("uses")
            .Select(each => each.ToString())
            .Where(each => !each.StartsWith("./", StringComparison.Ordinal));

        Assert.All(used, each => Assert.Matches("@[0-9a-f]{40}$", each));
    }

    [Fact]
    public void The_tool_azd_finds_the_app_and_the_template()
    {
        var file = Workflow.Read(Azd);

        Assert.All(
            file.ValuesUnder("project"),
            project => Assert.NotEmpty(Directory.EnumerateFiles(RepositoryFolder.Of(project.ToString()), "*.csproj"))
        );
        var infra = Assert.IsType<YamlMappingNode>(Assert.Single(file.ValuesUnder("infra")));
        Assert.True(File.Exists(RepositoryFolder.Of($"{infra.Children["path"]}", $"{infra.Children["module"]}.bicep")));
    }

    [Fact]
    public void Whatever_files_of_parameters_read_of_ours_the_deployment_gives()
    {
        var read = new[] { "infra/main.dev.bicepparam", "infra/main.prod.bicepparam" }
            .SelectMany(file => Reads().Matches(File.ReadAllText(RepositoryFolder.Of(file))))
            .Select(match => match.Groups["name"].Value)
            .Distinct()
            .Order();
        var given = Workflow
            .Read(Deploy)
            .ValuesUnder("env")
            .OfType<YamlMappingNode>()
            .SelectMany(env => env.Children.Keys)
            .Select(key => key.ToString())
            .Where(name => name.StartsWith("POINTS_", StringComparison.Ordinal))
            .Distinct()
            .Order();

        Assert.Equal(read, given);
    }

    [Fact]
    public void Everywhere_the_same_compiler_compiles()
    {
        var ours = typeof(DeliveryTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(each => each.Key == "BicepVersion")
            .Value;

        Assert.All(
            Workflow.Read(".github/workflows/ci.yml").ValuesUnder("BICEP_VERSION"),
            version => Assert.Equal($"v{ours}", version.ToString())
        );
    }

    [GeneratedRegex(
        "readEnvironmentVariable\\('(?<name>POINTS_\\w+)'",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Reads();
}
