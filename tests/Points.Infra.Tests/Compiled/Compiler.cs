using System.Diagnostics;
using System.Reflection;

namespace Points.Infra.Tests.Compiled;

/// <summary>Runs the Bicep compiler, which knows the types of Azure's resources.</summary>
internal static class Compiler
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>Prefixes of this machine's variables that are hidden from the compiler.</summary>
    private static readonly ImmutableArray<string> HiddenVariables = ["AZURE_", "POINTS_"];

    /// <summary>The path of the compiler; null on systems without one.</summary>
    private static readonly string? Path = typeof(Compiler)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(each => each.Key == "BicepCompiler")
        ?.Value;

    public static bool IsInstalled => Path is not null;

    public static async Task<CompilerOutput> Run(
        string folder,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> variables,
        CancellationToken ct
    )
    {
        MakeExecutable(Path!);
        var start = new ProcessStartInfo(Path!, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var name in start
                .Environment.Keys.Where(name =>
                    HiddenVariables.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
                )
                .ToList()
        )
            start.Environment.Remove(name);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var compiler = Process.Start(start)!;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Timeout);
        try
        {
            var output = compiler.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = compiler.StandardError.ReadToEndAsync(timeout.Token);
            await compiler.WaitForExitAsync(timeout.Token);
            return new(compiler.ExitCode, await output, await errors);
        }
        finally
        {
            if (!compiler.HasExited)
                compiler.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Files from a package are not executable.</summary>
    private static void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows() && !File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute))
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
    }
}
