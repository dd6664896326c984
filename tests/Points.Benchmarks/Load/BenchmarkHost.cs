using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Points.Benchmarks.Load;

/// <summary>A one-machine host in its own process, with a fresh data folder and the default durability.</summary>
internal sealed class BenchmarkHost : IMeasuredService, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("points-benchmark-").FullName;
    private readonly Process _process;

    private BenchmarkHost(int port, long? budgetPoints)
    {
        Port = port;
        Http = new() { BaseAddress = new($"http://127.0.0.1:{port}") };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Points.Local.dll"),
            "--port",
            $"{port}",
            "--data",
            Path.Combine(_folder, "data"),
        ];
        if (budgetPoints is { } points)
            arguments = [.. arguments, "--programmes", WriteProgrammesWithBudget(points)];
        _process = Process.Start(
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        // Discards the output; unread, it would fill the pipe and block the host.
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
    }

    public int Port { get; }

    public HttpClient Http { get; }

    public string Name => "Points";

    /// <summary>The key that signs the host's tokens.</summary>
    public string SigningKeyFile => Path.Combine(_folder, "data", "signing-key");

    public TimeSpan ProcessorTime => ProcessTree.ProcessorTime(_process.Id);

    public string DescribeMemory() => $"at most {PeakMemory.Megabytes($"{_process.Id}")} MB";

    /// <param name="budgetPoints">
    /// The budget of each programme in points per period; null keeps the samples' budgets.
    /// </param>
    public static async Task<BenchmarkHost> Start(long? budgetPoints = null)
    {
        var host = new BenchmarkHost(Loopback.FreePort(), budgetPoints);
        await Loopback.WaitUntilLive(host.Http, host._process);
        return host;
    }

    public async Task<string> CreateToken(string sub, string role, string? merchantId = null)
    {
        var body = new JsonObject
        {
            ["sub"] = sub,
            ["roles"] = new JsonArray(role),
            ["merchant_id"] = merchantId,
        };
        if (merchantId is null)
            body.Remove("merchant_id");
        var answer = await Http.PostAsJsonAsync("/local/tokens", body);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!["token"]!.GetValue<string>();
    }

    /// <summary>The number of requests to these containers that the host's store has served since it started.</summary>
    public async Task<long> CountRequests(string[] containers)
    {
        var counts = (await Http.GetFromJsonAsync<JsonObject>("/local/cosmos"))!["containers"]!;
        return containers.Sum(container =>
            counts[container]?.AsObject().Sum(kind => kind.Value!.GetValue<long>()) ?? 0
        );
    }

    /// <summary>Enrols members <c>m0</c>, <c>m1</c> and so on.</summary>
    public async Task Enrol(int members, string programmeId)
    {
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            await CreateToken("benchmark", "operator")
        );
        await Parallel.ForAsync(
            0,
            members,
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) => await EnrolOne($"m{i}", programmeId)
        );
    }

    public async Task EnrolOne(string memberId, string programmeId) =>
        (
            await Http.PutAsJsonAsync(
                $"/api/members/{memberId}",
                new { identityVerified = true, programmes = new[] { programmeId } }
            )
        ).EnsureSuccessStatusCode();

    /// <summary>Reads the host's business time.</summary>
    public async Task<string> ReadBusinessTime() =>
        (await Http.GetFromJsonAsync<JsonObject>("/local/clock"))!["now"]!.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <returns>A folder with the sample programmes and another budget.</returns>
    private string WriteProgrammesWithBudget(long budgetPoints)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "programmes")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Programmes"), "*.json"))
        {
            var document = JsonNode.Parse(File.ReadAllText(file))!;
            document["budget"]!["capPoints"] = budgetPoints;
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), document.ToJsonString());
        }
        return folder;
    }
}
