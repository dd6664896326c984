using Points.Tests;

namespace Points.Infra.Tests.Delivery;

/// <summary>THIRD-PARTY-NOTICES.md names every package that the programs ship.</summary>
public sealed class ThirdPartyNoticesTests
{
    private const string Script = "notices.mjs";

    [Fact]
    public async Task The_notices_match_the_packages()
    {
        var (exitCode, output) = await NodeScript.Run(Script, ["--check"]);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task A_shipped_package_that_the_notices_lack_is_found()
    {
        var (exitCode, output) = await CheckPublished("Absent.Package", """{ "lib/net10.0/Absent.Package.dll": {} }""");

        Assert.Equal(1, exitCode);
        Assert.Contains("lacks Absent.Package: ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Azure.Core", """{ "lib/net10.0/Azure.Core.dll": {} }""")]
    [InlineData("Absent.Analyzer", "{}")]
    [InlineData("Absent.Placeholder", """{ "lib/net10.0/_._": {} }""")]
    public async Task A_package_that_is_named_or_ships_nothing_passes(string id, string runtime)
    {
        var (exitCode, output) = await CheckPublished(id, runtime);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task A_project_without_a_restore_fails()
    {
        using var folder = new TempFolder();

        var (exitCode, output) = await NodeScript.Run(Script, ["--published", folder.Path]);

        Assert.Equal(1, exitCode);
        Assert.Contains("run dotnet restore", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--chekc", "there is no option --chekc")]
    [InlineData("--published", "name the published project")]
    public async Task Arguments_that_are_not_understood_write_nothing(string option, string says)
    {
        var before = File.GetLastWriteTimeUtc(RepositoryFolder.Of("THIRD-PARTY-NOTICES.md"));

        var (exitCode, output) = await NodeScript.Run(Script, [option]);

        Assert.Equal(1, exitCode);
        Assert.Contains(says, output, StringComparison.Ordinal);
        Assert.Equal(before, File.GetLastWriteTimeUtc(RepositoryFolder.Of("THIRD-PARTY-NOTICES.md")));
    }

    private static async Task<(int ExitCode, string Output)> CheckPublished(string id, string runtime)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.PathOf("obj"));
        folder.Write(
            "obj/project.assets.json",
            $$"""
            {
              "targets": { "net10.0": { "{{id}}/1.0.0": { "type": "package", "runtime": {{runtime}} } } },
              "libraries": { "{{id}}/1.0.0": { "path": "absent/1.0.0", "files": [] } },
              "packageFolders": { "{{folder.Path.Replace('\\', '/')}}": {} }
            }
            """
        );
        return await NodeScript.Run(Script, ["--published", folder.Path]);
    }
}
