using System.Reflection;
using System.Text.RegularExpressions;
using Points.Tests;
using YamlDotNet.RepresentationModel;

namespace Points.Infra.Tests.Delivery;

/// <summary>The files that build and deploy the app refer only to things that exist.</summary>
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
    public void Every_named_path_exists(string file)
    {
        Assert.Empty(Workflow.Read(file).MissingPaths());
    }

    [Fact]
    public void A_missing_path_is_found()
    {
        Assert.Equal(
            ["infra/absent.bicep", "infra/*.absent"],
            Workflow
                .Parse(
                    "run: az infra/absent.bicep infra/main.bicep docs/deploy.md.\nenv: infra/${{ inputs.to }}.absent\n"
                )
                .MissingPaths()
        );
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Third_party_actions_are_pinned_to_a_commit(string file)
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
    public void The_deployment_sets_every_variable_that_parameter_files_read()
    {
        var read = new[] { "infra/main.dev.bicepparam", "infra/main.prod.bicepparam" }
            .SelectMany(file => EnvironmentVariableReads().Matches(File.ReadAllText(RepositoryFolder.Of(file))))
            .Select(match => match.Groups["name"].Value)
            .Distinct()
            .Order();
        var set = Workflow
            .Read(Deploy)
            .ValuesUnder("env")
            .OfType<YamlMappingNode>()
            .SelectMany(env => env.Children.Keys)
            .Select(key => key.ToString())
            .Where(name => name.StartsWith("POINTS_", StringComparison.Ordinal))
            .Distinct()
            .Order();

        Assert.Equal(read, set);
    }

    [Fact]
    public void The_same_compiler_version_is_used_everywhere()
    {
        var version = typeof(DeliveryTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(each => each.Key == "BicepVersion")
            .Value;

        Assert.All(
            Workflow.Read(".github/workflows/ci.yml").ValuesUnder("BICEP_VERSION"),
            used => Assert.Equal($"v{version}", used.ToString())
        );
    }

    [GeneratedRegex(
        "readEnvironmentVariable\\('(?<name>POINTS_\\w+)'",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex EnvironmentVariableReads();
}
