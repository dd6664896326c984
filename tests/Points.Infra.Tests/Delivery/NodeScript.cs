using Points.Tests;

namespace Points.Infra.Tests.Delivery;

/// <summary>Runs a script of <c>.ci</c> the way <c>.ci/run</c> and the workflows do.</summary>
internal static class NodeScript
{
    /// <summary>The exit code, and what the script wrote to both of its streams.</summary>
    public static async Task<(int ExitCode, string Output)> Run(
        string script,
        string[] arguments,
        string vulnerabilityData = ""
    )
    {
        var package = new NpmPackage(RepositoryFolder.Root, $"Packages are checked with {script}");
        using var node = package.Start(
            new("node", [RepositoryFolder.Of(".ci", script), .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["VULNERABILITY_DATA"] = vulnerabilityData },
            }
        );
        var ct = TestContext.Current.CancellationToken;
        var output = node.StandardOutput.ReadToEndAsync(ct);
        var errors = node.StandardError.ReadToEndAsync(ct);
        await node.WaitForExitAsync(ct);
        return (node.ExitCode, await output + await errors);
    }
}
