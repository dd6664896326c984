using System.Diagnostics;
using System.Globalization;
using Points.Benchmarks.Load;

namespace Points.Benchmarks.Yardstick;

/// <summary>
/// The service that Points is compared to: ASP.NET Core, Npgsql and PostgreSQL with its default settings. It trusts the
/// tokens of a Points host, so both get the same requests.
/// </summary>
internal sealed class PeerHost : IMeasuredService, IAsyncDisposable
{
    private const string Issuer = "http://127.0.0.1/points-local",
        Audience = "points";
    private readonly Process _process;

    private PeerHost(Postgres postgres, BenchmarkHost points, long budgetPoints)
    {
        Database = postgres;
        Port = Loopback.FreePort();
        Http = new() { BaseAddress = new($"http://127.0.0.1:{Port}") };
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "Points.Benchmarks.Peer.dll"),
            "--port",
            $"{Port}",
            "--database",
            postgres.ConnectionString,
            "--signing-key",
            points.SigningKeyFile,
            "--issuer",
            Issuer,
            "--audience",
            Audience,
            "--budget-points",
            budgetPoints.ToString(CultureInfo.InvariantCulture),
        ];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false })!;
    }

    public string Name => "peer";

    public int Port { get; }

    public HttpClient Http { get; }

    public Postgres Database { get; }

    public TimeSpan ProcessorTime =>
        ProcessTree.ProcessorTime(_process.Id) + ProcessTree.ProcessorTime(Database.ProcessId);

    public string DescribeMemory() =>
        $"at most {PeakMemory.Megabytes($"{_process.Id}")} MB, "
        + $"and PostgreSQL {ProcessTree.Megabytes(Database.ProcessId)} MB at the end";

    /// <param name="members">Enrolled in the programme, beside <c>m0</c> to <c>m9999</c>.</param>
    /// <returns>Null if PostgreSQL is not installed.</returns>
    public static async Task<PeerHost?> StartIfInstalled(
        BenchmarkHost points,
        string programme,
        string[] members,
        long budgetPoints
    )
    {
        var schema = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "peer-schema.sql"));
        if (Postgres.StartIfInstalled(schema) is not { } postgres)
            return null;
        var names = string.Join(',', members.Select(member => $"'{member}'"));
        postgres.Query(
            $"""
            INSERT INTO wallet (member, programme, balance, sequence, genesis, head)
              SELECT member, '{programme}', 0, 0, start, start
              FROM (SELECT member, sha256(gen_random_uuid()::text::bytea) AS start
                FROM (SELECT 'm' || i AS member FROM generate_series(0, {RequestTemplate.Members - 1}) i
                  UNION ALL SELECT unnest(ARRAY[{names}])) members) starts;
            ANALYZE wallet;
            """
        );
        var peer = new PeerHost(postgres, points, budgetPoints);
        try
        {
            await Loopback.WaitUntilLive(peer.Http, peer._process);
            return peer;
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Http.Dispose();
        Database.Dispose();
    }
}
