using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;

namespace Points.Worker.Tests.Hosting;

/// <summary>The worker program, started as the Functions host starts it. Disposing it kills the program.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>What a program needs from the environment of any process. Nothing else is passed on.</summary>
    private static readonly string[] PassedOn = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "LANG"];

    /// <summary>
    /// Becomes the worker. A second process kills the worker if its input ends without a line: then this process has
    /// died, and the worker would run on.
    /// </summary>
    private const string Script =
        """exec 3<&0; (read -r line <&3 || kill -9 $$) >/dev/null 2>&1 & exec dotnet "$@" </dev/null 3<&-""";

    private static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private WorkerProcess(ProcessStartInfo start)
    {
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _output.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The folder with the built app.</summary>
    public static string Folder { get; } =
        Path.GetFullPath(
            Assembly
                .GetExecutingAssembly()
                .GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(each => each.Key == "WorkerFolder")
                .Value!
        );

    /// <summary>What the program wrote to its console.</summary>
    public string Output => string.Join('\n', _output);

    /// <param name="host">Where the host listens for the worker's stream.</param>
    /// <param name="settings">The app settings.</param>
    public static WorkerProcess Start(Uri host, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("sh")
        {
            ArgumentList =
            {
                "-c",
                Script,
                "worker",
                Path.Combine(Folder, "Points.Functions.dll"),
                "--functions-uri",
                host.ToString(),
                "--functions-worker-id",
                Guid.NewGuid().ToString(),
                "--functions-request-id",
                Guid.NewGuid().ToString(),
                "--functions-grpc-max-message-length",
                $"{int.MaxValue}",
            },
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var passedOn = PassedOn.ToDictionary(name => name, Environment.GetEnvironmentVariable, StringComparer.Ordinal);
        start.Environment.Clear();
        foreach (var (name, value) in passedOn)
            if (value is not null)
                start.Environment[name] = value;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = Folder;
        start.Environment["FUNCTIONS_WORKER_DIRECTORY"] = Folder;
        start.Environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        return new(start);
    }

    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExit(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.DisposeAsync();
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(KillTimeout);
        _process.Dispose();
    }
}
