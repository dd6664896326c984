using System.Diagnostics;

namespace Points.Tests;

/// <summary>Runs a program of this repository in its own process, as people run it.</summary>
internal static class ProgramProcess
{
    private static readonly TimeSpan RunTimeMax = TimeSpan.FromMinutes(3);

    /// <param name="assembly">The file name of the program, beside the tests.</param>
    /// <param name="environment">Variables to set.</param>
    /// <param name="folder">The current folder of the program; null for that of the tests.</param>
    public static Process Start(
        string assembly,
        IEnumerable<string> args,
        IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null
    )
    {
        var command = InterruptSignal.Restore(["dotnet", Path.Combine(AppContext.BaseDirectory, assembly), .. args]);
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs a program until it ends.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> Run(
        string assembly,
        IEnumerable<string> args,
        IReadOnlyDictionary<string, string>? environment = null,
        string? folder = null
    )
    {
        using var process = Start(assembly, args, environment, folder);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(new CancellationTokenSource(RunTimeMax).Token);
        return (process.ExitCode, await output, await errors);
    }
}
