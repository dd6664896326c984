using System.Reflection;
using System.Text.RegularExpressions;
using Points.Tests;
using YamlDotNet.RepresentationModel;

namespace Points.Infra.Tests.Delivery;

/// <summary>The files that build and deploy the app refer only to things that exist.</summary>
public sealed partial class DeliveryTests
{
    private const string Azd = "azure.yaml";
    private const string Ci = ".github/workflows/ci.yml";
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
            Workflow.Read(Ci).ValuesUnder("BICEP_VERSION"),
            used => Assert.Equal($"v{version}", used.ToString())
        );
    }

    [Theory]
    [InlineData("vulnerable.mjs \"$APP\"")]
    [InlineData("vulnerable.mjs \"$APP/$HOST_EXTENSIONS/WorkerExtensions.csproj\"")]
    [InlineData("notices.mjs --published")]
    [InlineData("dotnet CycloneDX")]
    public void The_published_packages_are_examined_before_the_app_is_uploaded(string command)
    {
        var steps = Workflow.Read(Ci).StepsOf("package");

        var examined = steps.FindIndex(step => step.Contains(command, StringComparison.Ordinal));
        Assert.InRange(
            examined,
            1 + steps.FindIndex(step => step.Contains("dotnet publish", StringComparison.Ordinal)),
            99
        );
        Assert.True(
            examined < steps.FindIndex(step => step.Contains("actions/upload-artifact@", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void An_answer_without_data_about_flaws_fails_the_workflow()
    {
        Assert.Equal("required", Assert.Single(Workflow.Read(Ci).ValuesUnder("VULNERABILITY_DATA")).ToString());
    }

    [Fact]
    public void A_deployment_takes_artifacts_that_the_build_makes()
    {
        var made = Assert.IsType<YamlMappingNode>(Workflow.Read(Ci).Job("package").Children["outputs"]);
        var passedOn = Assert.IsType<YamlMappingNode>(Workflow.Read(Ci).Root["on"]["workflow_call"]["outputs"]);
        var uploaded = Workflow
            .Read(Ci)
            .ValuesUnder("with")
            .OfType<YamlMappingNode>()
            .Where(with => with.Children.ContainsKey("path"))
            .Select(with => with["name"])
            .ToArray();
        var taken = BuildOutputs().Matches(Workflow.Read(Deploy).Text).Select(match => match.Groups["name"].Value);

        Assert.All(
            taken,
            name =>
            {
                var output = OutputsOfPackage().Match(passedOn[name]["value"].ToString()).Groups["name"].Value;
                Assert.Contains(made[output], uploaded);
            }
        );
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Only_the_job_that_attaches_files_to_a_release_may_write_to_the_repository(string file)
    {
        var writers = Workflow
            .Read(file)
            .ValuesUnder("permissions")
            .Where(each => each is not YamlMappingNode permissions || $"{permissions["contents"]}" != "read");

        if (file == Deploy)
        {
            var job = Workflow.Read(Deploy).Job("sbom");
            Assert.Equal(job.Children["permissions"], Assert.Single(writers));
            Assert.Equal("${{ github.event_name == 'release' }}", job.Children["if"].ToString());
        }
        else
        {
            Assert.Empty(writers);
        }
    }

    [GeneratedRegex(
        @"needs\.build\.outputs\.(?<name>\w+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex BuildOutputs();

    [GeneratedRegex(
        @"jobs\.package\.outputs\.(?<name>\w+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex OutputsOfPackage();

    [GeneratedRegex(
        "readEnvironmentVariable\\('(?<name>POINTS_\\w+)'",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex EnvironmentVariableReads();
}
