using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Points.Functions.Tests.Archive;

/// <summary>A running Azurite.</summary>
internal sealed partial class AzuriteProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _node;

    private AzuriteProcess(Process node, Uri address) => (_node, Address) = (node, address);

    public Uri Address { get; }

    /// <summary>Starts Azurite on a free port, and waits until it listens.</summary>
    public static async Task<AzuriteProcess> Start(string data, string certificate, string key, CancellationToken ct)
    {
        var script = Path.Combine(AzuritePackage.Folder, "node_modules", "azurite", "dist", "src", "blob", "main.js");
        var node = new Process
        {
            StartInfo = new(
                "node",
                [
                    script,
                    "--blobHost",
                    "127.0.0.1",
                    "--blobPort",
                    "0",
                    "--location",
                    data,
                    "--cert",
                    certificate,
                    "--key",
                    key,
                    "--oauth",
                    "basic",
                    "--silent",
                    "--disableTelemetry",
                ]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        var output = new List<string>();
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Read(string? line)
        {
            lock (output)
                output.Add(line ?? "");
            if (line is not null && ListeningAddress().Match(line) is { Success: true } match)
                address.TrySetResult(new Uri(match.Value + "/"));
        }
        node.OutputDataReceived += (_, data) => Read(data.Data);
        node.ErrorDataReceived += (_, data) => Read(data.Data);
        node.Start();
        node.BeginOutputReadLine();
        node.BeginErrorReadLine();
        try
        {
            var exited = node.WaitForExitAsync(ct);
            if (await Task.WhenAny(address.Task, exited).WaitAsync(StartTimeout, ct) == address.Task)
                return new(node, await address.Task);
            lock (output)
                throw new InvalidOperationException($"Azurite exited at once: {string.Join('\n', output)}");
        }
        catch
        {
            await Stop(node);
            throw;
        }
    }

    public ValueTask DisposeAsync() => Stop(_node);

    private static async ValueTask Stop(Process node)
    {
        if (!node.HasExited)
            node.Kill(entireProcessTree: true);
        await node.WaitForExitAsync(CancellationToken.None);
        node.Dispose();
    }

    [GeneratedRegex("https://127\\.0\\.0\\.1:[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ListeningAddress();
}
