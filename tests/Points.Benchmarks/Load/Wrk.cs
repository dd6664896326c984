using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Points.Benchmarks.Load;

/// <summary>
/// Runs wrk with <c>wrk.lua</c>. wrk adds latencies for requests that it could not send while it waited for a slow
/// answer (coordinated omission), so its high percentiles are above those of our own load generator.
/// </summary>
internal static class Wrk
{
    private const string Program = "/usr/bin/wrk";
    private const int Threads = 2;
    private const double MicrosecondsPerMillisecond = 1_000,
        MicrosecondsPerSecond = 1_000_000;

    public static bool IsInstalled => File.Exists(Program);

    public static async Task<LoadResult> Run(
        int port,
        int connections,
        RequestTemplate request,
        TimeSpan length,
        long firstNumber
    )
    {
        var seconds = (int)length.TotalSeconds;
        string[] arguments =
        [
            $"-t{Threads}",
            $"-c{connections}",
            $"-d{seconds}s",
            "--timeout",
            "60s", // A machine that stands still must show in the latencies, and not end the benchmark.
            "-s",
            Path.Combine(AppContext.BaseDirectory, "Load", "wrk.lua"),
            $"http://127.0.0.1:{port}",
            "--",
            request.Path,
            request.Token,
            request.KeyPrefix,
            request.Body,
            firstNumber.ToString(CultureInfo.InvariantCulture),
            $"{Threads}",
            $"{RequestTemplate.Members}",
            $"{RequestTemplate.Stride}",
        ];
        using var wrk = Process.Start(
            new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (wrk.ExitCode != 0 || output.TrimEnd().Split('\n')[^1] is not ['{', ..] line)
            throw new InvalidDataException($"wrk failed: {output}");
        return Read(JsonNode.Parse(line)!);
    }

    private static LoadResult Read(JsonNode report)
    {
        if (Number("refused") > 0 || Number("failed") > 0)
            throw new InvalidDataException($"{Number("refused")} refused, {Number("failed")} without an answer.");
        var requests = Number("requests");
        return new(
            requests,
            requests / (Number("microseconds") / MicrosecondsPerSecond),
            Number("p50") / MicrosecondsPerMillisecond,
            Number("p99") / MicrosecondsPerMillisecond,
            Number("p999") / MicrosecondsPerMillisecond
        );

        long Number(string name) => report[name]!.GetValue<long>();
    }
}
