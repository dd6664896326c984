using System.Diagnostics;

namespace Points.Local.Tests;

/// <summary>The host as people run it: a process of its own, which can be ended as a machine would end it.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private const string ListeningPrefix = "Points listens on ";
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private HostProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>What it says after the line that tells where it listens; known once it has ended.</summary>
    public Task<string> RemainingOutput { get; private set; } = Task.FromResult("");

    /// <summary>Starts a host and waits until it listens, on a free port. It runs jobs by hand only.</summary>
    public static Task<HostProcess> Start(string dataFolder, params string[] moreArgs) =>
        StartWithTimers(dataFolder, ["--no-timers", .. moreArgs]);

    /// <summary>Starts a host with variables in its environment.</summary>
    public static Task<HostProcess> StartWithEnvironment(
        IReadOnlyDictionary<string, string> environment,
        string dataFolder,
        params string[] moreArgs
    ) => Start(Launch(["--data", dataFolder, "--port", "0", "--no-timers", .. moreArgs], environment));

    /// <summary>Starts a host as people do: it runs jobs by their schedules.</summary>
    public static Task<HostProcess> StartWithTimers(string dataFolder, params string[] moreArgs) =>
        Start(Launch(["--data", dataFolder, "--port", "0", .. moreArgs]));

    private static async Task<HostProcess> Start(Process process)
    {
        var host = new HostProcess(process);
        using var late = new CancellationTokenSource(TimeLimit);
        var line = await host._process.StandardOutput.ReadLineAsync(late.Token);
        if (line is null || !line.StartsWith(ListeningPrefix, StringComparison.Ordinal))
            throw new InvalidOperationException($"The host did not start: {await host._errors}");
        host.Address = new Uri(line[ListeningPrefix.Length..].Split(' ')[0] + "/");
        // Whatever else it says must not fill the pipe.
        host.RemainingOutput = host._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return host;
    }

    /// <summary>Runs a command line to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> Run(params string[] args)
    {
        using var process = Launch(args);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(new CancellationTokenSource(TimeLimit).Token);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>As a power cut would: at once, with nothing flushed.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as Ctrl-C and a service manager do.</summary>
    /// <param name="signal"><c>TERM</c> or <c>INT</c>.</param>
    public async Task<(int ExitCode, string Errors)> StopBySignal(string signal = "TERM")
    {
        using var kill = Process.Start("kill", ["-" + signal, $"{_process.Id}"]);
        await _process.WaitForExitAsync(new CancellationTokenSource(TimeLimit).Token);
        return (_process.ExitCode, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await Kill();
        _process.Dispose();
    }

    private static Process Launch(IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Points.Local.dll"), .. args]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
