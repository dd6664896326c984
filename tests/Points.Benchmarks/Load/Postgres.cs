using System.Diagnostics;
using System.Globalization;

namespace Points.Benchmarks.Load;

/// <summary>
/// A PostgreSQL server in a temporary folder with default durability (every commit is on disk). pgbench drives it over
/// a local socket.
/// </summary>
internal sealed class Postgres : IDisposable
{
    private const string Port = "54329";
    private readonly string _programs;
    private readonly string _folder = Directory.CreateTempSubdirectory("points-postgres-").FullName;

    private Postgres(string programs) => _programs = programs;

    /// <returns>Null if PostgreSQL is not installed.</returns>
    public static Postgres? StartIfInstalled(string schema)
    {
        if (!Directory.Exists("/usr/lib/postgresql"))
            return null;
        var programs = Directory
            .GetDirectories("/usr/lib/postgresql")
            .Select(it => Path.Combine(it, "bin"))
            .LastOrDefault(it => File.Exists(Path.Combine(it, "initdb")) && File.Exists(Path.Combine(it, "pgbench")));
        if (programs is null)
            return null;

        var postgres = new Postgres(programs);
        if (Environment.UserName == "root")
            Run("chown", ["postgres", postgres._folder]);
        var data = Path.Combine(postgres._folder, "data");
        postgres.RunProgram("initdb", "-D", data, "-U", "points", "--auth=trust");
        postgres.RunProgram(
            "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            Path.Combine(postgres._folder, "log"),
            "-o",
            $"-p {Port} -k {postgres._folder} -c listen_addresses=",
            "start"
        );
        postgres.Query(schema);
        return postgres;
    }

    /// <summary>How Npgsql connects: over the local socket, as pgbench does.</summary>
    public string ConnectionString => $"Host={_folder};Port={Port};Username=points;Database=postgres";

    /// <summary>The process whose descendants are all processes of the server.</summary>
    public int ProcessId =>
        int.Parse(
            File.ReadLines(Path.Combine(_folder, "data", "postmaster.pid")).First(),
            CultureInfo.InvariantCulture
        );

    /// <summary>Runs statements.</summary>
    /// <returns>The rows, one a line, without a heading.</returns>
    public string Query(string statements) =>
        RunProgram(
            "psql",
            "-h",
            _folder,
            "-p",
            Port,
            "-U",
            "points",
            "-d",
            "postgres",
            "-v",
            "ON_ERROR_STOP=1",
            "-qtA",
            "-c",
            statements
        );

    /// <param name="protocol"><c>simple</c>, which is pgbench's default, or <c>prepared</c>, which is faster.</param>
    /// <returns>Transactions per second.</returns>
    public double Bench(string transaction, int clients, TimeSpan duration, string protocol)
    {
        var script = Path.Combine(_folder, "transaction.sql");
        File.WriteAllText(script, transaction);
        var report = RunProgram(
            "pgbench",
            "-h",
            _folder,
            "-p",
            Port,
            "-U",
            "points",
            "-n",
            "-M",
            protocol,
            "-c",
            $"{clients}",
            "-j",
            "2",
            "-T",
            duration.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            "-f",
            script,
            "postgres"
        );
        return ParseTransactionsPerSecond(report);
    }

    /// <summary>pgbench reports the rate as <c>tps = 1234.5 (…)</c>.</summary>
    private static double ParseTransactionsPerSecond(string report) =>
        double.Parse(report.Split("tps = ")[1].Split(' ')[0], CultureInfo.InvariantCulture);

    public void Dispose()
    {
        RunProgram("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs a program of PostgreSQL. As root it runs as postgres, because PostgreSQL refuses root.</summary>
    private string RunProgram(string name, params string[] arguments)
    {
        var program = Path.Combine(_programs, name);
        return Environment.UserName == "root"
            ? Run("runuser", ["-u", "postgres", "--", program, .. arguments])
            : Run(program, arguments);
    }

    private static string Run(string program, string[] arguments)
    {
        // Output goes to a file, because a started server inherits the output and would keep a pipe open.
        var output = Path.GetTempFileName();
        var quoted = string.Join(
            ' ',
            arguments.Prepend(program).Select(it => $"'{it.Replace("'", "'\\''", StringComparison.Ordinal)}'")
        );
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", $"cd / && {quoted} > {output} 2>&1"]))!;
        process.WaitForExit();
        var text = File.ReadAllText(output);
        File.Delete(output);
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{program} failed: {text}");
    }
}
