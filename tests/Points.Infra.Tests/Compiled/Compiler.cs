using System.Diagnostics;
using System.Reflection;

namespace Points.Infra.Tests.Compiled;

/// <summary>The Bicep compiler, which knows the types of Azure's resources.</summary>
internal static class Compiler
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>What the compiler is not to know of this machine, as files of parameters read it.</summary>
    private static readonly ImmutableArray<string> OurVariables = ["AZURE_", "POINTS_"];

    /// <summary>Null on systems that there is no compiler for.</summary>
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
                    OurVariables.Any(ours => name.StartsWith(ours, StringComparison.Ordinal))
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

    /// <summary>Packages carry no permissions.</summary>
    private static void MakeExecutable(string path)
    {
        if (!OperatingSystem.IsWindows() && !File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute))
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute);
    }
}

internal sealed record CompilerOutput(int ExitCode, string Output, string Errors);
