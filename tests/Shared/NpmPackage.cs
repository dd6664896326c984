using System.ComponentModel;
using System.Diagnostics;

namespace Points.Tests;

/// <summary>Installs the npm packages of a lock file and starts programs from them.</summary>
/// <param name="folder">The folder with package.json and package-lock.json.</param>
/// <param name="need">
/// The start of the error message if Node.js is missing: a sentence such as "The templates are parsed with X".
/// </param>
internal sealed class NpmPackage(string folder, string need)
{
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(5);

    public string Folder => folder;

    /// <summary>Installs the packages, unless this lock file has been installed before.</summary>
    public async Task Install(CancellationToken ct)
    {
        var locked = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"), ct);
        var installed = Path.Combine(Folder, "node_modules", ".installed-lock");
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed, ct) == locked)
            return;
        await Npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], ct);
        await File.WriteAllTextAsync(installed, locked, ct);
    }

    /// <summary>Starts a program that needs Node.js.</summary>
    public Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException(
                $"{need}, which needs Node.js 20 or later with npm: they are not on the path.",
                exception
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
