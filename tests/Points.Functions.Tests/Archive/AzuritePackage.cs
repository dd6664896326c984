using System.ComponentModel;
using System.Diagnostics;

namespace Points.Functions.Tests.Archive;

/// <summary>Azurite as the package lock beside these tests names it.</summary>
internal static class AzuritePackage
{
    private static readonly TimeSpan InstallTimeout = TimeSpan.FromMinutes(5);

    public static string Folder { get; } = FindFolder();

    /// <summary>Installs it, once for each lock.</summary>
    public static async Task Install(CancellationToken ct)
    {
        var wanted = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"), ct);
        var installed = Path.Combine(Folder, "node_modules", ".installed-lock");
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed, ct) == wanted) return;
        await Npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], ct);
        await File.WriteAllTextAsync(installed, wanted, ct);
    }

    private static async Task Npm(string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", arguments)
        {
            WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var npm = Start(start);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(InstallTimeout);
        var output = npm.StandardOutput.ReadToEndAsync(timeout.Token);
        var errors = npm.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await npm.WaitForExitAsync(timeout.Token);
            if (npm.ExitCode != 0) throw new InvalidOperationException($"npm {string.Join(' ', arguments)} in {Folder} failed: {await errors}{await output}");
        }
        finally
        {
            if (!npm.HasExited) npm.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception fault)
        {
            throw new InvalidOperationException("The tests of Blob storage run against Azurite, which needs Node.js 20 or later with npm: they are not on the path.", fault);
        }
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Points.sln"))) return Path.Combine(folder.FullName, "tests", "Points.Functions.Tests", "Archive", "azurite");
        throw new InvalidOperationException("these tests run from a folder in the repository");
    }
}
