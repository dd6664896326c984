using System.Diagnostics;

namespace Points.Tests;

/// <summary>The host in its own process, as people run it. A test can stop it with a signal or kill it.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private const string ListeningPrefix = "Points listens on ";
    private static readonly TimeSpan StartTimeMax = TimeSpan.FromMinutes(3);

    /// <summary>The host itself waits for running functions only a few seconds.</summary>
    private static readonly TimeSpan StopTimeMax = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private HostProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>What the host prints after its address. Completes when the host has ended.</summary>
    public Task<string> RemainingOutput { get; private set; } = Task.FromResult("");

    /// <summary>Starts a host on a free port and waits until it listens. It runs jobs only by hand.</summary>
    public static Task<HostProcess> Start(string dataFolder, params string[] moreArgs) =>
        StartWithTimers(dataFolder, ["--no-timers", .. moreArgs]);

    /// <summary>Starts a host with additional environment variables.</summary>
    public static Task<HostProcess> StartWithEnvironment(
        IReadOnlyDictionary<string, string> environment,
        string dataFolder,
        params string[] moreArgs
    ) => Start(Launch(["--data", dataFolder, "--port", "0", "--no-timers", .. moreArgs], environment));

    /// <summary>Starts a host that runs jobs on their schedules.</summary>
    public static Task<HostProcess> StartWithTimers(string dataFolder, params string[] moreArgs) =>
        Start(Launch(["--data", dataFolder, "--port", "0", .. moreArgs]));

    private static async Task<HostProcess> Start(Process process)
    {
        var host = new HostProcess(process);
        using var timeout = new CancellationTokenSource(StartTimeMax);
        var line = await host._process.StandardOutput.ReadLineAsync(timeout.Token);
        if (line is null || !line.StartsWith(ListeningPrefix, StringComparison.Ordinal))
            throw new InvalidOperationException($"The host did not start: {await host._errors}");
        host.Address = new Uri(line[ListeningPrefix.Length..].Split(' ')[0] + "/");
        // Keeps reading, because a full pipe would block the host.
        host.RemainingOutput = host._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return host;
    }

    /// <summary>Runs the host's program until it ends.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> Run(params string[] args) =>
        ProgramProcess.Run("Points.Local.dll", args);

    /// <summary>Kills the host at once, so that it flushes nothing.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Stops the host with a signal, as Ctrl-C (INT) or a service manager (TERM) does.</summary>
    /// <param name="signal"><c>TERM</c> or <c>INT</c>.</param>
    public async Task<(int ExitCode, string Errors)> StopBySignal(string signal = "TERM")
    {
        using var timeout = new CancellationTokenSource(StopTimeMax);
        try
        {
            using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
            await kill.WaitForExitAsync(timeout.Token);
            if (kill.ExitCode != 0)
                throw new InvalidOperationException($"SIG{signal} could not be sent to the host: it has already ended");
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException cancelled) when (timeout.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"the host did not end within {StopTimeMax.TotalSeconds:0} s of SIG{signal}",
                cancelled
            );
        }
        return (_process.ExitCode, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await Kill();
        _process.Dispose();
    }

    private static Process Launch(IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment = null) =>
        ProgramProcess.Start("Points.Local.dll", args, environment);
}
