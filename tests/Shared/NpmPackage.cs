using System.ComponentModel;
using System.Diagnostics;

namespace Points.Tests;

/// <summary>What a package lock beside the tests names, from npm.</summary>
/// <param name="folder">Where package.json and package-lock.json are.</param>
/// <param name="need">Why Node.js is needed, for whoever does not have it.</param>
internal sealed class NpmPackage(string folder, string need)
{
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(5);

    public string Folder => folder;

    /// <summary>Installs it, once for each lock.</summary>
    public async Task Install(CancellationToken ct)
    {
        var wanted = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"), ct);
        var installed = Path.Combine(Folder, "node_modules", ".installed-lock");
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed, ct) == wanted)
            return;
        await Npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], ct);
        await File.WriteAllTextAsync(installed, wanted, ct);
    }

    /// <summary>Starts a program that comes with Node.js.</summary>
    public Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception fault)
        {
            throw new InvalidOperationException(
                $"{need}, which needs Node.js 20 or later with npm: they are not on the path.",
                fault
            );
        }
    }

    private async Task Npm(string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = Start(start);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(InstallTimeout);
        var output = npm.StandardOutput.ReadToEndAsync(timeout.Token);
        var errors = npm.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await npm.WaitForExitAsync(timeout.Token);
            if (npm.ExitCode != 0)
                throw new InvalidOperationException(
                    $"npm {string.Join(' ', arguments)} in {Folder} failed: {await errors}{await output}"
                );
        }
        finally
        {
            if (!npm.HasExited)
                npm.Kill(entireProcessTree: true);
        }
    }
}
